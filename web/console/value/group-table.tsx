import type { ValueGroup } from '../../../core/contracts/console-value.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { valueWords } from './words.ts';

/** Below this an interval of a mean is not to be trusted. */
const few = 30;

/** Expected and actual means of groups of shoppers. */
export function GroupTable(props: {
  title: string;
  first: string;
  groups: readonly ValueGroup[];
  format(value: number): string;
  formatName?(name: string): string;
}) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const { format } = props;
  const columns: Column<ValueGroup>[] = [
    { key: 'name', title: props.first, cell: ({ name }) => props.formatName?.(name) ?? name },
    {
      key: 'shoppers',
      title: t('shoppers'),
      align: 'right',
      cell: ({ shoppers }) => formats.count(shoppers),
    },
    { key: 'predicted', title: t('predicted'), align: 'right', cell: ({ predicted }) => format(predicted) },
    { key: 'actual', title: t('actual'), align: 'right', cell: ({ actual }) => format(actual) },
    {
      key: 'interval',
      title: t('interval'),
      align: 'right',
      cell: ({ shoppers, lower, upper }) =>
        shoppers < few ? t('few') : t('range', { low: format(lower), high: format(upper) }),
    },
  ];
  return (
    <section className="card card-body column">
      <h2>{props.title}</h2>
      <DataTable
        label={props.title}
        columns={columns}
        rows={props.groups}
        rowKey={({ name }) => name}
        empty={null}
        whole
      />
    </section>
  );
}
