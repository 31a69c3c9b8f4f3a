import { Badge } from '@mantine/core';
import type { PainPointCase } from '../../../core/contracts/console-reviews.ts';
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
import { reviewWords } from './words.ts';

/** What is done about which pain point, by whom, and what it changed. */
export function CaseTable(props: { cases: readonly PainPointCase[]; open(key: string): void }) {
  const t = useWords(reviewWords);
  const aspect = useWords(aspectWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const { points, whole } = useShare();
  const columns: Column<PainPointCase>[] = [
    {
      key: 'painPoint',
      title: t('painPoint'),
      cell: (found) => (
        <button type="button" className="plain" onClick={() => props.open(pointKey(found))}>
          <strong>{aspect(found.aspect)}</strong>
          <span className="meta action-note">{found.name[language]}</span>
        </button>
      ),
    },
    {
      key: 'status',
      title: t('status'),
      cell: ({ state }) => (
        <Badge color={state === 'done' ? 'green' : 'gray'} variant="light">
          {t(state)}
        </Badge>
      ),
    },
    { key: 'owner', title: t('owner'), cell: ({ owner }) => owner?.name ?? t('nobody') },
    { key: 'action', title: t('action'), cell: ({ action }) => action },
    {
      key: 'actedOn',
      title: t('actedOn'),
      cell: ({ actedOn }) => formats.date(actedOn && `${actedOn}T12:00:00Z`),
    },
    {
      key: 'before',
      title: t('before'),
      align: 'right',
      cell: ({ effect }) => whole(effect?.before.share ?? null),
    },
    {
      key: 'after',
      title: t('after'),
      align: 'right',
      cell: ({ effect }) => whole(effect?.after.share ?? null),
    },
    {
      key: 'changed',
      title: t('changed'),
      align: 'right',
      cell: ({ effect }) => (effect?.change ? <span className="nowrap">{points(effect.change)}</span> : '–'),
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('cases')}</h2>
      </div>
      <DataTable
        label={t('cases')}
        columns={columns}
        rows={props.cases}
        rowKey={({ id }) => id}
        empty={<Empty>{t('casesNone')}</Empty>}
        whole
      />
    </section>
  );
}
