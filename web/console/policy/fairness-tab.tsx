import { Select } from '@mantine/core';
import { useState } from 'react';
import type { FairnessGroup, FairnessPage } from '../../../core/contracts/console-policy.ts';
import type { Language } from '../../../core/contracts/staff.ts';
import { useReading } from '../../ui/api/use-reading.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { type Say, useWords } from '../../ui/words/use-words.ts';
import { WorkedOut } from '../../ui/worked-out.tsx';
import { fairnessWords } from './fairness-words.ts';

const spans = ['30', '90', '365'];

/** Do offers reach people alike? By language, region and tenure, each group against everybody else. */
export function FairnessTab() {
  const t = useWords(fairnessWords);
  const shop = useShop();
  const [days, setDays] = useState('90');
  const path = `/api/console/shops/${shop.id}/fairness`;
  const { page, renew } = useReading<FairnessPage>(`${path}?days=${days}`);
  const { data } = page;
  return (
    <div className="column">
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Select
          label={t('days')}
          value={days}
          onChange={(value) => setDays(value ?? '90')}
          data={spans.map((n) => ({ value: n, label: t('daysOption', { n }) }))}
        />
        <CsvButton href={`${path}.csv?days=${days}`} />
      </div>
      <p className="meta">{t('meaning')}</p>
      {renew.error && <Failure error={renew.error} />}
      {data && <WorkedOut at={data.to} again={() => renew.mutate()} pending={renew.isPending} />}
      {page.error && !data && <Failure error={page.error} retry={() => void page.refetch()} />}
      {!data && !page.error && <Skeleton rows={8} />}
      {data?.dimensions.every(({ groups }) => groups.length === 0) && <Empty>{t('nobody')}</Empty>}
      {data?.dimensions.map(({ dimension, groups }) => (
        <Dimension key={dimension} dimension={dimension} groups={groups} />
      ))}
    </div>
  );
}

function Dimension({ dimension, groups }: FairnessPage['dimensions'][number]) {
  const t = useWords(fairnessWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const apart = groups.filter(({ differs }) => differs !== null).length;
  if (groups.length === 0) return null;
  const columns: Column<FairnessGroup>[] = [
    { key: 'group', title: t(dimension), cell: ({ group }) => groupName(t, language, dimension, group) },
    {
      key: 'shoppers',
      title: t('shoppers'),
      align: 'right',
      cell: ({ shoppers }) => formats.count(shoppers),
    },
    {
      key: 'rate',
      title: t('rate'),
      align: 'right',
      cell: ({ grantRate, low, high }) => (
        <span className="nowrap">
          {t('interval', {
            rate: formats.percent(grantRate),
            low: formats.percent(low),
            high: formats.percent(high),
          })}
        </span>
      ),
    },
    {
      key: 'eligible',
      title: t('rateOfEligible'),
      align: 'right',
      cell: ({ grantRateOfEligible }) => formats.percent(grantRateOfEligible),
    },
    {
      key: 'ratio',
      title: t('ratio'),
      align: 'right',
      cell: ({ ratio }) => (ratio === null ? '–' : `${ratio.toFixed(2)}×`),
    },
    {
      key: 'value',
      title: t('value'),
      align: 'right',
      cell: ({ meanReservedCents }) => formats.money(meanReservedCents),
    },
    {
      key: 'differs',
      title: t('against'),
      cell: ({ differs, pValue }) =>
        pValue === null ? t('tooFew') : differs ? t(differs, { p: pValue.toPrecision(2) }) : t('alike'),
    },
  ];
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{t(dimension)}</h2>
        {groups.some(({ pValue }) => pValue !== null) ? (
          <p className="notice" data-kind={apart > 0 ? 'warn' : 'good'}>
            {apart > 0 ? t('apart', { n: apart }) : t('noneApart')}
          </p>
        ) : (
          <p className="meta">{t('noneCompared')}</p>
        )}
      </div>
      <DataTable
        label={t(dimension)}
        columns={columns}
        rows={groups}
        rowKey={({ group }) => group}
        empty={null}
        whole
      />
    </section>
  );
}

const named = [
  'unknown',
  'no order',
  'under 90 days',
  '90 days to a year',
  '1 to 3 years',
  'over 3 years',
] as const;

function groupName(
  t: Say<keyof typeof fairnessWords.en>,
  language: Language,
  dimension: FairnessPage['dimensions'][number]['dimension'],
  group: string,
): string {
  const known = named.find((name) => name === group);
  if (known) return t(known);
  if (dimension === 'tenure') return group;
  const names = new Intl.DisplayNames(language, { type: dimension });
  // A country may carry a part of it: US-NY.
  const [code, part] = dimension === 'region' ? group.split(/-(.*)/) : [group];
  try {
    return part ? `${names.of(code!)} · ${part}` : (names.of(code!) ?? group);
  } catch {
    return group;
  }
}
