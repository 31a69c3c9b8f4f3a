import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { StorefrontOrder } from '../../../core/contracts/storefront.ts';
import { chatIcon, chevronDownIcon, chevronUpIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { api } from '../api.ts';
import { stateName } from '../messages.ts';
import { AfterAWhile, Empty, Failure } from '../parts/states.tsx';
import { useShop } from '../shop.tsx';
import { usePageTitle } from '../use-page-title.ts';

const moods: Readonly<Record<string, string>> = {
  delivered: 'good',
  delayed: 'warn',
  lost: 'bad',
  cancelled: 'off',
};

export function OrdersPage() {
  const { session, t } = useShop();
  usePageTitle(t('orders'));
  const orders = useQuery({ queryKey: ['orders'], queryFn: api.orders, staleTime: 0 });
  const list = orders.data?.orders;
  return (
    <>
      <h1>{t('orders')}</h1>
      {orders.isError && <Failure error={orders.error} retry={() => orders.refetch()} />}
      {orders.isPending && (
        <AfterAWhile>
          <span className="skeleton skeleton-text" />
        </AfterAWhile>
      )}
      {list?.length === 0 && (
        <Empty
          action={
            <Link className="button" to="/">
              {t('browse')}
            </Link>
          }
        >
          {session?.identity ? t('noOrders') : t('ordersAnonymous')}
        </Empty>
      )}
      <ul className="orders">
        {list?.map((order) => (
          <Order key={order.number} order={order} />
        ))}
      </ul>
    </>
  );
}

function Order({ order }: { order: StorefrontOrder }) {
  const { t, text, money, date, dateTime, language } = useShop();
  const [tracked, setTracked] = useState(false);
  const trackId = useId();
  const shown = order.state === 'cancelled' ? 'cancelled' : (order.shipment?.state ?? order.state);
  const refundedCents = order.lines.reduce((sum, line) => sum + line.refundedCents, 0);
  return (
    <li className="card order">
      <div className="order-head">
        <div>
          <h2 className="small-title">{t('order', { number: order.number })}</h2>
          <span className="meta">{t('placedOn', { date: date(order.placedAt) })}</span>
        </div>
        <span className={`badge badge-${moods[shown] ?? 'accent'}`}>{stateName(language, shown)}</span>
        <span className="figure order-total">{money(order.totalCents)}</span>
      </div>
      <ul className="order-lines">
        {order.lines.map((line) => (
          <li key={line.productId}>
            <Link to="/p/$productId" params={{ productId: line.productId }}>
              <img src={line.pictureUrl} alt="" width="48" height="48" />
              <span>
                {line.quantity > 1 && <span className="figure">{line.quantity} × </span>}
                {text(line.name)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="meta order-foot">
        {order.shipment && <span>{arrival(order.shipment, t, date)}</span>}
        {order.shipment && (
          <span>
            {order.shipment.carrier} · {t('tracking', { number: order.shipment.trackingNumber })}
          </span>
        )}
        {order.return && (
          <span>
            {t('returned', { number: order.return.number, state: stateName(language, order.return.state) })}
          </span>
        )}
        {refundedCents > 0 && <span>{t('refunded', { amount: money(refundedCents) })}</span>}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => window.mainstay?.send(t('askText', { number: order.number }))}
        >
          <Icon path={chatIcon} size={16} />
          {t('askAboutOrder')}
        </button>
        {order.shipment && (
          <button
            type="button"
            className="button button-plain"
            aria-expanded={tracked}
            aria-controls={trackId}
            onClick={() => setTracked(!tracked)}
          >
            {t('track')}
            <Icon path={tracked ? chevronUpIcon : chevronDownIcon} size={16} />
          </button>
        )}
      </div>
      {order.shipment && (
        <ol className="track" id={trackId} hidden={!tracked}>
          {[...order.shipment.history].reverse().map((step) => {
            const state = stateName(language, step.state);
            const place = text(step.place);
            return (
              <li key={`${step.at} ${step.state}`}>
                <span className="meta figure">{dateTime(step.at)}</span>
                <span>{state}</span>
                {place !== state && <span className="meta">{place}</span>}
              </li>
            );
          })}
        </ol>
      )}
    </li>
  );
}

function arrival(
  shipment: NonNullable<StorefrontOrder['shipment']>,
  t: ReturnType<typeof useShop>['t'],
  date: (iso: string) => string,
): string {
  if (shipment.deliveredAt) return t('deliveredOn', { date: date(shipment.deliveredAt) });
  if (!shipment.promisedAt) return '';
  const past = new Date(shipment.promisedAt).getTime() < Date.now();
  return t(past ? 'wasPromised' : 'promised', { date: date(shipment.promisedAt) });
}
