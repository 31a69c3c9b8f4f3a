import type { BudgetView, LedgerLine } from '../../../core/contracts/console-money.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { BudgetChart } from './budget-chart.tsx';
import { useLedgerColumns } from './use-ledger-columns.tsx';
import { budgetWords } from './words.ts';

/** Every movement of a budget, newest first, and its days as a picture. */
export function BudgetLedger({ budget, openGrant }: { budget: BudgetView; openGrant(id: string): void }) {
  const t = useWords(budgetWords);
  const { language } = useLanguage();
  const shop = useShop();
  const path = `/api/console/shops/${shop.id}/budgets/${budget.id}/ledger`;
  const list = usePages<LedgerLine>(path, {});
  const name = budget.name[language];
  return (
    <>
      <BudgetChart budget={budget} />
      <section className="card">
        <div className="filters budget-head">
          <h2>{t('ledger', { budget: name })}</h2>
          <CsvButton href={`${path}.csv`} />
        </div>
        <DataTable
          {...list}
          label={t('ledger', { budget: name })}
          columns={useLedgerColumns()}
          rowKey={({ transactionId }) => transactionId}
          onOpen={({ grantId }) => openGrant(grantId)}
          empty={<Empty>{t('ledgerNone')}</Empty>}
        />
      </section>
    </>
  );
}
