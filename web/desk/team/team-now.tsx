import type { OpenFigures } from '../../../core/contracts/desk-queue.ts';
import { alertIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { teamWords } from '../words/team-words.ts';

/** What is open at this moment, whatever its age. */
export function TeamNow({ open }: { open: OpenFigures }) {
  const t = useWords(teamWords);
  const { formats } = useDesk();
  return (
    <section className="column team-part">
      <h2>{t('now')}</h2>
      <dl className="team-figures">
        {(['waiting', 'held', 'breached'] as const).map((what) => (
          <div key={what} className="card card-body">
            <dt className="meta">{t(what)}</dt>
            <dd
              className="team-figure"
              data-kind={what === 'breached' && open.breached > 0 ? 'bad' : undefined}
            >
              {formats.count(open[what])}
              {what === 'breached' && open.breached > 0 && <Icon path={alertIcon} size={20} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
