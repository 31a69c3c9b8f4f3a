import type { PanelOrder } from '../../../core/contracts/desk-conversation.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

/** Orders, newest first; each opens to its lines, its parcel and its returns. */
export function OrderList({ orders }: { orders: readonly PanelOrder[] }) {
  const t = useWords(panelWords);
  return (
    <section>
      <h3>{t('orders')}</h3>
      {orders.length === 0 && <p className="meta">{t('noOrders')}</p>}
      {orders.map((order) => (
        <Order key={order.id} order={order} />
      ))}
    </section>
  );
}

function Order({ order }: { order: PanelOrder }) {
  const t = useWords(panelWords);
  const label = useLabel();
  const { language } = useLanguage();
  const { formats } = useDesk();
  const { number, state, totalCents, placedAt, lines, shipment, returns } = order;
  return (
    <details className="order">
      <summary>
        <span>#{number}</span>
        <span className="tag">{label(shipment?.state ?? state)}</span>
        <span className="figure">{formats.money(totalCents)}</span>
      </summary>
      <ul className="meta">
        <li>{formats.date(placedAt)}</li>
        {lines.map(({ name, quantity, paidCents }) => (
          <li key={name.en}>
            {quantity} × {name[language]} · {formats.money(paidCents)}
          </li>
        ))}
        {shipment && (
          <li>
            {shipment.carrier} {shipment.trackingNumber}
            {shipment.deliveredAt
              ? ` · ${t('delivered', { date: formats.date(shipment.deliveredAt) })}`
              : shipment.promisedAt && ` · ${t('promised', { date: formats.date(shipment.promisedAt) })}`}
          </li>
        )}
        {returns.map((one) => (
          <li key={one.number}>{t('returnOf', { number: one.number, state: label(one.state) })}</li>
        ))}
      </ul>
    </details>
  );
}
