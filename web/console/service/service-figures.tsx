import type { DurationView, ServicePage, ShareView } from '../../../core/contracts/console-service.ts';
import { useDurations } from '../../ui/words/use-durations.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { serviceWords } from './words.ts';

/** Each figure with what it is of and how sure it is; never one without the other. */
export function ServiceFigures({ figures }: { figures: ServicePage }) {
  const t = useWords(serviceWords);
  const formats = useFormats();
  return (
    <dl className="figures">
      <div className="figure card card-body">
        <dt className="meta">{t('conversations')}</dt>
        <dd>{formats.count(figures.conversations)}</dd>
      </div>
      <Share label={t('contained')} share={figures.contained} />
      <Share label={t('handedOver')} share={figures.handedOver} />
      <Duration label={t('firstReply')} duration={figures.firstReply} />
      <Duration label={t('resolution')} duration={figures.resolution} />
      <Share label={t('resolved')} share={figures.resolved} />
      <Share label={t('satisfied')} share={figures.satisfied} />
    </dl>
  );
}

function Share({ label, share }: { label: string; share: ShareView }) {
  const t = useWords(serviceWords);
  const formats = useFormats();
  const whole = (value: number | null) =>
    formats.percent(value === null ? null : Math.round(value * 100) / 100);
  return (
    <div className="figure card card-body">
      <dt className="meta">{label}</dt>
      <dd>{whole(share.share)}</dd>
      <dd className="meta">
        {share.of === 0
          ? t('ofNone')
          : t('of', {
              count: formats.count(share.count),
              of: formats.count(share.of),
              low: whole(share.low),
              high: whole(share.high),
            })}
      </dd>
    </div>
  );
}

function Duration({ label, duration }: { label: string; duration: DurationView }) {
  const t = useWords(serviceWords);
  const words = useDurations();
  return (
    <div className="figure card card-body">
      <dt className="meta">{label}</dt>
      <dd>{words(duration.p50S)}</dd>
      <dd className="meta">
        {duration.count === 0 ? t('ofNone') : t('p90', { count: duration.count, p90: words(duration.p90S) })}
      </dd>
    </div>
  );
}
