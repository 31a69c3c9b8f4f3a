import { useQuery } from '@tanstack/react-query';
import type { BudgetDay, BudgetView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { budgetWords } from './words.ts';

/** What was spent and what was promised beside it, day by day, under the limit. */
export function BudgetChart({ budget }: { budget: BudgetView }) {
  const t = useWords(budgetWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const path = `/api/console/shops/${shop.id}/budgets/${budget.id}/days`;
  const days = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: BudgetDay[] }>('GET', path, undefined, signal),
  });
  const { language } = useLanguage();
  const rows = days.data?.rows;
  if (!rows) return null;
  const title = t('chart', { budget: budget.name[language], currency: shop.currency });
  return (
    <section className="card card-body">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="meta">{t('chartNone')}</p>
      ) : (
        <LineChart
          label={title}
          xs={rows.map(({ day }) => `${day}T12:00:00Z`)}
          xTitle={t('day')}
          series={[
            { label: t('spent'), values: rows.map(({ spentCents }) => spentCents) },
            {
              label: `${t('spent')} + ${t('reserved')}`,
              values: rows.map(({ spentCents, reservedCents }) => spentCents + reservedCents),
            },
          ]}
          format={(cents) => formats.money(cents)}
          formatAxis={(cents) => formats.moneyShort(cents)}
          formatX={(iso) => formats.date(iso)}
        />
      )}
    </section>
  );
}
