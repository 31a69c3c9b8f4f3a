import type { ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

/** What the shopper allowed or refused, when, and to which wording. */
export function ConsentList({ consents }: { consents: ShopperPanel['consents'] }) {
  const t = useWords(panelWords);
  const label = useLabel();
  const { formats } = useDesk();
  return (
    <section>
      <h3>{t('consent')}</h3>
      {consents.length === 0 && <p className="meta">{t('noConsent')}</p>}
      <dl className="facts">
        {consents.map(({ purpose, granted, wording, at }) => (
          <div key={purpose} title={wording}>
            <dt>{label(purpose)}</dt>
            <dd>
              {t(granted ? 'yes' : 'no')} · {formats.date(at)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
