import { Button } from '@mantine/core';
import type { BudgetView } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ApprovalNotice } from '../approvals/approval-notice.tsx';
import { BudgetBar } from './budget-bar.tsx';
import { budgetWords } from './words.ts';

/** One budget: its bar, its pace, and whoever waits for more of it. */
export function BudgetCard(props: { budget: BudgetView; chosen: boolean; choose(): void; change(): void }) {
  const { budget } = props;
  const t = useWords(budgetWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const left = budget.limitCents - budget.reservedCents - budget.spentCents;
  const raised = budget.openApproval?.after.limitCents;
  return (
    <section className="card card-body column" data-chosen={props.chosen || undefined}>
      <div className="row budget-head">
        <h2>
          <button type="button" className="plain" aria-pressed={props.chosen} onClick={props.choose}>
            {budget.name[language]}
          </button>
        </h2>
        <Button variant="default" onClick={props.change} disabled={budget.openApproval !== null}>
          {t('change')}
        </Button>
      </div>
      <BudgetBar budget={budget} />
      <p className="meta">
        {t('of', {
          limit: formats.money(budget.limitCents),
          from: formats.date(budget.startsAt),
          to: formats.date(budget.endsAt),
        })}
        {' · '}
        {budget.pace === null ? t('paceUnknown') : t('pace', { pace: budget.pace.toFixed(2) })}
        {' · '}
        {budget.runsOutAt ? t('runsOut', { date: formats.date(budget.runsOutAt) }) : t('lasts')}
        {' · '}
        {budget.expectedRedemption === null
          ? t('redemptionUnknown')
          : t('redemption', { share: formats.percent(budget.expectedRedemption) })}
      </p>
      {left <= 0 && (
        <p className="notice" data-kind="warn">
          {t('exhausted')}
        </p>
      )}
      {!budget.ledgerAgrees && (
        <p className="notice" data-kind="bad" role="alert">
          {t('differs')}
        </p>
      )}
      {budget.openApproval && (
        <ApprovalNotice
          approval={budget.openApproval}
          change={`${formats.money(budget.limitCents)} → ${formats.money(Number(raised))}`}
        />
      )}
    </section>
  );
}
