import type {
  ExpectedPeriod,
  FrontierRun,
  FrontierRunPoint,
} from '../../../core/contracts/console-policy.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { usePercent } from './use-percent.ts';
import { policyWords } from './words.ts';

interface Row extends ExpectedPeriod {
  readonly key: 'today' | 'proposed' | 'best';
}

/** A period as drawn today, as it would be drawn, and the best that those prices allow without any chance in it. */
export function PeriodTable({ run, point }: { run: FrontierRun; point: FrontierRunPoint }) {
  const t = useWords(policyWords);
  const formats = useFormats(useShop());
  const percent = usePercent();
  const rows: Row[] = [
    { key: 'today', ...run.today },
    { key: 'proposed', ...point.served },
    { key: 'best', deltaCents: point.deltaCents, srLossCents: point.srLossCents, costCents: point.costCents },
  ];
  const columns: Column<Row>[] = [
    { key: 'row', title: t('period'), cell: ({ key }) => t(key) },
    {
      key: 'delta',
      title: t('margin'),
      align: 'right',
      cell: ({ key, deltaCents }) =>
        key === 'best'
          ? `${formats.money(deltaCents)} ± ${formats.money(point.deltaSpreadCents)}`
          : formats.money(deltaCents),
    },
    {
      key: 'loss',
      title: t('revenue'),
      align: 'right',
      cell: ({ srLossCents }) =>
        `${formats.money(-srLossCents)} (${percent(-srLossCents / Math.max(1, run.baselineSrCents))})`,
    },
    { key: 'cost', title: t('cost'), align: 'right', cell: ({ costCents }) => formats.money(costCents) },
  ];
  return (
    <DataTable
      label={t('period')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      empty={null}
      whole
    />
  );
}
