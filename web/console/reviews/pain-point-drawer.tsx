import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedPerson } from '../../../core/contracts/console-money.ts';
import type { PainPointKey, PainPointView, ReviewAlarm } from '../../../core/contracts/console-reviews.ts';
import { ask } from '../../ui/api/ask.ts';
import { BandChart } from '../../ui/charts/band-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { aspectWords } from './aspect-words.ts';
import { CaseForm } from './case-form.tsx';
import { pointKey } from './point-key.ts';
import { ReviewItems } from './review-items.tsx';
import { useShare } from './use-share.ts';
import { reviewWords } from './words.ts';

interface Props {
  readonly point: PainPointKey;
  readonly days: string;
  readonly phrase: string | undefined;
  readonly people: readonly NamedPerson[];
  setPhrase(phrase: string | undefined): void;
}

/** One pain point in full, at the side. */
export function PainPointDrawer(props: Omit<Props, 'point'> & { point: PainPointKey | null; close(): void }) {
  const t = useWords(reviewWords);
  const aspect = useWords(aspectWords);
  const { point, close } = props;
  return (
    <Drawer
      opened={point !== null}
      onClose={close}
      position="right"
      size={720}
      title={point && aspect(point.aspect)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {point && <PainPointInFull key={pointKey(point)} {...props} point={point} />}
    </Drawer>
  );
}

function PainPointInFull({ point, days, phrase, setPhrase, people }: Props) {
  const t = useWords(reviewWords);
  const { language } = useLanguage();
  const { interval } = useShare();
  const [feeling, setFeeling] = useState('negative');
  const path = `/api/console/shops/${useShop().id}/reviews/pain-point`;
  const query = useQuery({
    queryKey: [path, point, days],
    queryFn: ({ signal }) =>
      ask<PainPointView>('GET', `${path}?${new URLSearchParams({ ...point, days })}`, undefined, signal),
  });
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={10} />;
  const view = query.data;
  const { count, of } = view.negative;
  return (
    <div className="column">
      <h3>
        {view.name[language]}
        {point.scope === 'category' && ` · ${t('wholeCategory')}`}
      </h3>
      <p>{t('negativeOf', { count, of, days, share: interval(view.negative) })}</p>
      {view.alarms.slice(0, 1).map((alarm) => (
        <AlarmNotice key={alarm.week} alarm={alarm} />
      ))}
      {view.size && view.size.small + view.size.large > 0 && (
        <p>{t('sizeOff', { small: view.size.small, large: view.size.large })}</p>
      )}
      {view.periods.length > 0 && <Periods periods={view.periods} />}
      <Phrases view={view} phrase={phrase} setPhrase={setPhrase} />
      <Work point={point} view={view} people={people} />
      <section className="column">
        <h3>{t('behind')}</h3>
        {phrase && (
          <p className="row">
            {t('withPhrase', { phrase })}
            <Button variant="default" size="compact-sm" onClick={() => setPhrase(undefined)}>
              {t('withoutPhrase')}
            </Button>
          </p>
        )}
        <ReviewItems
          filters={{ days, aspect: point.aspect, [point.scope]: point.scopeId, phrase }}
          feeling={feeling}
          setFeeling={setFeeling}
          aspect={point.aspect}
        />
      </section>
    </div>
  );
}

function AlarmNotice({ alarm }: { alarm: ReviewAlarm }) {
  const t = useWords(reviewWords);
  const formats = useFormats(useShop());
  const { interval } = useShare();
  return (
    <p className="notice" data-kind="warn">
      {t('alarm', {
        since: formats.date(`${alarm.since}T12:00:00Z`),
        week: formats.date(`${alarm.week}T12:00:00Z`),
        before: interval(alarm.before),
        after: interval(alarm.after),
        p: alarm.pValue < 0.001 ? '< 0.001' : alarm.pValue.toFixed(3),
      })}
    </p>
  );
}

function Periods({ periods }: Pick<PainPointView, 'periods'>) {
  const t = useWords(reviewWords);
  const { language } = useLanguage();
  const { interval, whole } = useShare();
  // Short, so that four stand beside one another on a phone; within a year none is meant twice.
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    day: 'numeric',
    month: 'short',
  });
  return (
    <BandChart
      label={t('over')}
      xs={periods.map(({ from }) => `${from}T12:00:00Z`)}
      xTitle={t('from')}
      series={[
        {
          label: t('negative'),
          points: periods.map(({ share, low, high }) => ({ estimate: share!, lower: low!, upper: high! })),
        },
      ]}
      format={({ estimate, lower, upper }) => interval({ share: estimate, low: lower, high: upper })}
      formatAxis={whole}
      formatX={(iso) => day.format(new Date(iso))}
    />
  );
}

function Phrases({ view, phrase, setPhrase }: { view: PainPointView } & Pick<Props, 'phrase' | 'setPhrase'>) {
  const t = useWords(reviewWords);
  if (view.phrases.length === 0) return null;
  return (
    <section className="column">
      <h3>{t('phrases')}</h3>
      <p className="meta">{t('phrasesHelp')}</p>
      <div className="row">
        {view.phrases.map(({ phrase: own, reviews }) => (
          <Button
            key={own}
            variant={own === phrase ? 'filled' : 'default'}
            size="compact-sm"
            aria-pressed={own === phrase}
            onClick={() => setPhrase(own === phrase ? undefined : own)}
          >
            {t('phrase', { phrase: own, n: reviews })}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** The newest case; when it is closed another can be opened. */
function Work({ point, view, people }: { view: PainPointView } & Pick<Props, 'point' | 'people'>) {
  const t = useWords(reviewWords);
  const [anew, setAnew] = useState(false);
  const newest = view.cases[0] ?? null;
  const closed = newest?.state === 'done' || newest?.state === 'dropped';
  const known = anew && closed ? null : newest;
  return (
    <section className="column">
      <h3>{t('work')}</h3>
      <p className="meta">{t('workHelp')}</p>
      <CaseForm
        key={known ? `${known.id}/${known.version}` : 'new'}
        point={point}
        known={known}
        people={people}
      />
      {closed && !anew && (
        <div>
          <Button variant="default" onClick={() => setAnew(true)}>
            {t('again')}
          </Button>
        </div>
      )}
    </section>
  );
}
