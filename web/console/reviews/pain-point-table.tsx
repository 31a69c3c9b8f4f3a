import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import type { PainPoint } from '../../../core/contracts/console-reviews.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { aspectWords } from './aspect-words.ts';
import { pointKey } from './point-key.ts';
import { useShare } from './use-share.ts';
import { WeekBars } from './week-bars.tsx';
import { reviewWords } from './words.ts';

/** Rows shown before somebody asks for more: what is below them hurts less. */
const shownFirst = 12;

/** Where it hurts most; a row opens what is behind it. */
export function PainPointTable(props: {
  painPoints: readonly PainPoint[];
  openKey: string | undefined;
  open(key: string): void;
}) {
  const t = useWords(reviewWords);
  const aspect = useWords(aspectWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const { interval, whole } = useShare();
  const [all, setAll] = useState(false);
  const columns: Column<PainPoint>[] = [
    {
      key: 'painPoint',
      title: t('painPoint'),
      cell: (point) => (
        <>
          <strong>{aspect(point.aspect)}</strong>
          <span className="meta action-note">
            {point.name[language]}
            {point.scope === 'category' && ` · ${t('wholeCategory')}`}
          </span>
        </>
      ),
    },
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      cell: ({ negative }) => (
        <>
          <span className="nowrap">{interval(negative)}</span>
          <span className="meta action-note">
            {t('countOf', { count: formats.count(negative.count), of: formats.count(negative.of) })}
          </span>
        </>
      ),
    },
    {
      key: 'drawn',
      title: t('drawn'),
      align: 'right',
      cell: ({ shrunk }) => (
        <span className="nowrap">
          {interval({ share: shrunk.estimate, low: shrunk.low, high: shrunk.high })}
        </span>
      ),
    },
    { key: 'trend', title: t('trend'), cell: ({ weeks }) => <WeekBars weeks={weeks} /> },
    {
      key: 'change',
      title: t('change'),
      cell: ({ alarm }) =>
        alarm && (
          <Badge color="red" variant="light">
            ▲{' '}
            {t('worse', {
              date: formats.date(`${alarm.since}T12:00:00Z`),
              before: whole(alarm.before.share),
              after: whole(alarm.after.share),
            })}
          </Badge>
        ),
    },
    {
      key: 'case',
      title: t('case'),
      cell: ({ case: note }) =>
        note && (
          <Badge color={note.state === 'done' ? 'green' : 'gray'} variant="light">
            {t(note.state)}
          </Badge>
        ),
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('painPoints')}</h2>
        <p className="meta">{t('painPointsHelp')}</p>
      </div>
      <DataTable
        label={t('painPoints')}
        columns={columns}
        rows={all ? props.painPoints : props.painPoints.slice(0, shownFirst)}
        rowKey={pointKey}
        onOpen={(point) => props.open(pointKey(point))}
        openKey={props.openKey}
        empty={<Empty>{t('painPointsNone')}</Empty>}
        whole
      />
      {!all && props.painPoints.length > shownFirst && (
        <div className="card-body">
          <Button variant="default" onClick={() => setAll(true)}>
            {t('allPoints', { n: formats.count(props.painPoints.length) })}
          </Button>
        </div>
      )}
    </section>
  );
}
