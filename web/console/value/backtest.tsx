import type { ValueBacktest, ValueErrors } from '../../../core/contracts/console-value.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { GroupTable } from './group-table.tsx';
import { valueWords } from './words.ts';

/** An earlier model against what came after it. */
export function Backtest({ backtest }: { backtest: ValueBacktest | { readonly message: string } }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const { language } = useLanguage();
  if ('message' in backtest)
    return (
      <section className="card card-body column">
        <h2>{t('backtest')}</h2>
        <p className="notice">{t('noBacktest', backtest)}</p>
      </section>
    );
  const from = formats.date(backtest.knownUntil);
  // A cohort is named by its month, as 2026-05.
  const months = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const month = (name: string) => months.format(new Date(`${name}-01T00:00:00Z`));
  const whole = (value: number) => formats.count(Math.round(value));
  return (
    <>
      <section className="card card-body column">
        <h2>{t('backtest')}</h2>
        <p className="meta">
          {t('backtestBasis', {
            from,
            days: formats.count(backtest.days),
            shoppers: formats.count(backtest.shoppers),
          })}
        </p>
        <ErrorTable backtest={backtest} />
        <p className="meta">{t('betterAbout')}</p>
        <h3>{t('tracking')}</h3>
        <LineChart
          label={t('tracking')}
          xs={backtest.tracking.map(({ day }) => day)}
          xTitle={t('week')}
          series={[
            { label: t('actual'), values: backtest.tracking.map(({ actual }) => actual) },
            { label: t('predicted'), values: backtest.tracking.map(({ expected }) => expected) },
          ]}
          format={whole}
          formatAxis={whole}
          formatX={(iso) => formats.date(iso || null)}
        />
        <p className="meta">{t('trackingAbout', { from })}</p>
      </section>
      <GroupTable title={t('deciles')} first={t('decile')} groups={backtest.deciles} format={formats.money} />
      <GroupTable
        title={t('cohorts')}
        first={t('cohort')}
        groups={backtest.cohorts}
        format={(value) => value.toFixed(2)}
        formatName={month}
      />
    </>
  );
}

interface Row extends ValueErrors {
  readonly key: 'purchases' | 'margin';
}

function ErrorTable({ backtest }: { backtest: ValueBacktest }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const rows: Row[] = [
    { key: 'purchases', ...backtest.purchases },
    { key: 'margin', ...backtest.margin },
  ];
  const one = ({ key }: Row, value: number) =>
    key === 'margin' ? formats.money(value) : value.toFixed(2).replace('-', '\u2212');
  const all = ({ key }: Row, value: number) =>
    key === 'margin' ? formats.money(value) : formats.count(Math.round(value));
  const right = (key: string, cell: (row: Row) => string): Column<Row> => ({
    key,
    title: t(key as 'error'),
    align: 'right',
    cell,
  });
  const columns: Column<Row>[] = [
    { key: 'what', title: t('what'), cell: ({ key }) => t(key) },
    right('predictedTotal', (row) => all(row, row.predictedTotal)),
    right('actualTotal', (row) => all(row, row.actualTotal)),
    right('error', (row) => one(row, row.meanAbsoluteError)),
    right('naiveError', (row) => one(row, row.naiveMeanAbsoluteError)),
    right('better', (row) => {
      const { estimate, lower, upper } = row.improvement;
      return t('estimate', { at: one(row, estimate), low: one(row, lower), high: one(row, upper) });
    }),
  ];
  return (
    <DataTable
      label={t('backtest')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      empty={null}
      whole
    />
  );
}
