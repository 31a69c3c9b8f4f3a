import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BudgetView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { BudgetCard } from './budget-card.tsx';
import { BudgetLedger } from './budget-ledger.tsx';
import { GrantDrawer } from './grant-drawer.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import { budgetWords } from './words.ts';

/** What is left of the money, how fast it goes, and the ledger behind every figure. */
export function BudgetsPage({ search }: { search: { budget?: string; grant?: string } }) {
  const t = useWords(budgetWords);
  const shop = useShop();
  const setSearch = useSearchChange();
  const [changing, setChanging] = useState<BudgetView | null>(null);
  const path = `/api/console/shops/${shop.id}/budgets`;
  const budgets = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: BudgetView[] }>('GET', path, undefined, signal),
  });
  const rows = budgets.data?.rows;
  const chosen = rows?.find(({ id }) => id === search.budget) ?? rows?.[0];
  return (
    <>
      <PageHeader title={t('budgets')} state={t('state')} />
      <div className="column">
        {budgets.error && !rows && <Failure error={budgets.error} retry={() => void budgets.refetch()} />}
        {!rows && !budgets.error && <Skeleton rows={6} />}
        {rows?.length === 0 && <Empty>{t('none')}</Empty>}
        {rows?.map((budget) => (
          <BudgetCard
            key={budget.id}
            budget={budget}
            chosen={budget.id === chosen?.id}
            choose={() => setSearch({ budget: budget.id })}
            change={() => setChanging(budget)}
          />
        ))}
        {chosen && <BudgetLedger budget={chosen} openGrant={(grant) => setSearch({ ...search, grant })} />}
      </div>
      <LimitDialog budget={changing} close={() => setChanging(null)} />
      <GrantDrawer id={search.grant} close={() => setSearch({ ...search, grant: undefined })} />
    </>
  );
}
