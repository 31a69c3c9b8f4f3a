import { Badge } from '@mantine/core';
import { type ComparedValue, comparedValues } from '../../../core/contracts/compared-values.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { unknown } from '../../ui/words/formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { trainingWords } from './words.ts';

/** Settings or figures of the chosen runs side by side; what differs is marked. */
export function RunValues(props: {
  title: string;
  runs: readonly { readonly name: string; readonly values: Readonly<Record<string, unknown>> }[];
  onlyDifferences: boolean;
}) {
  const t = useWords(trainingWords);
  const { title, runs, onlyDifferences } = props;
  const all = comparedValues(runs.map(({ values }) => values));
  if (all.length === 0) return null;
  const columns: Column<ComparedValue>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: ({ name, differs }) => (
        <span className="row">
          {name}
          {differs && (
            <Badge component="span" color="yellow">
              {t('differs')}
            </Badge>
          )}
        </span>
      ),
    },
    ...runs.map(
      ({ name }, i): Column<ComparedValue> => ({
        key: name,
        title: name,
        cell: ({ values, differs }) => {
          const value = values[i] ?? unknown;
          return differs ? <strong>{value}</strong> : value;
        },
      }),
    ),
  ];
  return (
    <section className="card">
      <h2 className="card-body">{title}</h2>
      <DataTable
        label={title}
        columns={columns}
        rows={onlyDifferences ? all.filter(({ differs }) => differs) : all}
        rowKey={({ name }) => name}
        empty={<p className="card-body meta">{t('same')}</p>}
        whole
      />
    </section>
  );
}
