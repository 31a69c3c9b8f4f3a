import type { ValuedShopper } from '../../../core/contracts/console-value.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { valueWords } from './words.ts';

/** The shoppers of whom most is expected, with what they brought so far as founded. */
export function TopShoppers({ shoppers }: { shoppers: readonly ValuedShopper[] }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const right = (
    key: string,
    title: string,
    cell: (row: ValuedShopper) => string,
  ): Column<ValuedShopper> => ({ key, title, align: 'right', cell });
  const columns: Column<ValuedShopper>[] = [
    { key: 'shopper', title: t('shopper'), cell: ({ name }) => name ?? t('unnamed') },
    right('orders', t('orders'), ({ orders }) => formats.count(orders)),
    right('clv', t('clvShort'), ({ clvCents }) => formats.money(clvCents)),
    right('sr', t('srShort'), ({ srCents }) => formats.money(srCents)),
    right('residual', t('residualShort'), ({ residualCents }) => formats.money(residualCents)),
    right('purchases', t('expectedPurchases'), ({ purchases }) => purchases.toFixed(1)),
    right('alive', t('aliveShort'), ({ aliveProbability }) =>
      formats.percent(Number(aliveProbability.toFixed(2))),
    ),
  ];
  return (
    <section className="card card-body column">
      <h2>{t('top')}</h2>
      <DataTable
        label={t('top')}
        columns={columns}
        rows={shoppers}
        rowKey={({ shopperId }) => shopperId}
        empty={null}
        whole
      />
    </section>
  );
}
