import type { ServicePage } from '../../../core/contracts/console-service.ts';
import { topicWords } from '../../ui/words/topic-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { serviceWords } from './words.ts';

type Weeks = ServicePage['topicsByWeek'];

/** One small row of bars a topic, all on one scale, so that a topic that grows is seen beside those that do not. */
export function TopicWeeks({ weeks }: { weeks: Weeks }) {
  const t = useWords(serviceWords);
  const topic = useWords(topicWords);
  const formats = useFormats();
  const count = (week: Weeks[number], label: string) =>
    week.topics.find((entry) => entry.topic === label)?.messages ?? 0;
  const total = (label: string) => weeks.reduce((sum, week) => sum + count(week, label), 0);
  const labels = [...new Set(weeks.flatMap(({ topics }) => topics.map((entry) => entry.topic)))].sort(
    (a, b) => total(b) - total(a),
  );
  const [first, last] = [weeks[0], weeks.at(-1)];
  // At noon: the same day in every zone.
  const day = ({ week }: Weeks[number]) => formats.date(`${week}T12:00:00Z`);
  const weekOf = (week: Weeks[number], label: string) =>
    `${t('week')} ${day(week)}: ${formats.count(count(week, label))}`;
  const most = Math.max(1, ...labels.flatMap((label) => weeks.map((week) => count(week, label))));
  return (
    <section className="card card-body">
      <h2>{t('topics')}</h2>
      {first && last && first !== last && (
        <p className="meta">{t('topicsHelp', { from: day(first), to: day(last) })}</p>
      )}
      {labels.length === 0 ? (
        <p className="meta">{t('topicsNone')}</p>
      ) : (
        <div className="multiples">
          {labels.map((label) => (
            <figure key={label} className="multiple">
              <figcaption>
                {topic(label)} <strong>{formats.count(total(label))}</strong>
              </figcaption>
              <div
                className="bars"
                role="img"
                aria-label={weeks.map((week) => weekOf(week, label)).join(', ')}
              >
                {weeks.map((week) => (
                  <span
                    key={week.week}
                    title={weekOf(week, label)}
                    style={{ height: `${(100 * count(week, label)) / most}%` }}
                  />
                ))}
              </div>
            </figure>
          ))}
        </div>
      )}
    </section>
  );
}
