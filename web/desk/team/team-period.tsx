import type { Quantiles, TeamFigures } from '../../../core/contracts/desk-queue.ts';
import { unknown } from '../../ui/words/formats.ts';
import { useDurations } from '../../ui/words/use-durations.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { teamWords } from '../words/team-words.ts';
import { TargetTag } from './target-tag.tsx';

/** The whole team over the chosen time; each figure with what it is of. */
export function TeamPeriod({ team }: { team: TeamFigures }) {
  const t = useWords(teamWords);
  const { formats, me } = useDesk();
  const { sla } = me.shop;
  const share = (count: number, of: number) =>
    of === 0
      ? t('noneYet')
      : t('ofAll', { share: formats.percent(Math.round((count / of) * 100) / 100), n: formats.count(of) });
  const { rating } = team;
  return (
    <section className="column team-part">
      <h2>{t('inPeriod')}</h2>
      <dl className="team-figures">
        <Figure name={t('asked')} value={formats.count(team.asked)} />
        <Figure
          name={t('handled')}
          value={formats.count(team.handled)}
          of={share(team.handled, team.asked)}
        />
        <Figure
          name={t('resolved')}
          value={formats.count(team.resolved)}
          of={share(team.resolved, team.asked)}
        />
        <Times name={t('firstReply')} times={team.firstReplyS} targetS={sla.firstReplyMinutes * 60} />
        <Times name={t('resolution')} times={team.resolutionS} targetS={sla.resolutionMinutes * 60} />
        <Figure
          name={t('breaches')}
          value={formats.count(team.breached)}
          of={share(team.breached, team.asked)}
        />
        <Figure
          name={t('rating')}
          value={rating.mean === null ? unknown : rating.mean.toFixed(1)}
          of={
            rating.count === 0
              ? t('noneYet')
              : t(rating.count === 1 ? 'oneRating' : 'ratings', { n: formats.count(rating.count) })
          }
        />
      </dl>
    </section>
  );
}

function Figure({ name, value, of }: { name: string; value: string; of?: string }) {
  return (
    <div className="card card-body">
      <dt className="meta">{name}</dt>
      <dd className="team-figure">{value}</dd>
      {of && <dd className="meta">{of}</dd>}
    </div>
  );
}

function Times({ name, times, targetS }: { name: string; times: Quantiles; targetS: number }) {
  const t = useWords(teamWords);
  const duration = useDurations();
  return (
    <div className="card card-body">
      <dt className="meta">{t('median', { name })}</dt>
      <dd className="team-figure">{duration(times.p50)}</dd>
      <dd className="meta">{times.count === 0 ? t('noneYet') : t('p90', { p90: duration(times.p90) })}</dd>
      <dd className="meta">{t('target', { target: duration(targetS) })}</dd>
      {times.p90 !== null && (
        <dd>
          <TargetTag kept={times.p90 <= targetS} />
        </dd>
      )}
    </div>
  );
}
