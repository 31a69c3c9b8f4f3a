import type { PanelGrant } from '../../../core/contracts/desk-conversation.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

/** What was granted, by whom, and what became of it. */
export function GrantList({ grants }: { grants: readonly PanelGrant[] }) {
  const t = useWords(panelWords);
  const label = useLabel();
  const { language } = useLanguage();
  const { formats } = useDesk();
  return (
    <section>
      <h3>{t('grants')}</h3>
      {grants.length === 0 && <p className="meta">{t('noGrants')}</p>}
      <ul>
        {grants.map(({ id, name, code, state, expiresAt, givenBy }) => (
          <li key={id} className="grant">
            <span>{name[language]}</span>
            <span className="tag">{label(state)}</span>
            <span className="meta">
              {code} · {t('until', { date: formats.date(expiresAt) })} ·{' '}
              {givenBy ? t('by', { name: givenBy.name }) : t('drawn')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
