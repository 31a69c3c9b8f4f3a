import type { BudgetView } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { budgetWords } from './words.ts';

/** Spent, reserved and left as parts of one bar, each with its figure: colour is never the only sign. */
export function BudgetBar({ budget }: { budget: BudgetView }) {
  const t = useWords(budgetWords);
  const formats = useFormats(useShop());
  const left = Math.max(0, budget.limitCents - budget.reservedCents - budget.spentCents);
  const whole = Math.max(1, budget.limitCents);
  const parts = [
    { key: 'spent', cents: budget.spentCents },
    { key: 'reserved', cents: budget.reservedCents },
    { key: 'left', cents: left },
  ] as const;
  return (
    <div className="budget">
      <div className="budget-bar" aria-hidden="true">
        {parts.map(({ key, cents }) => (
          <span key={key} data-part={key} style={{ flexGrow: cents / whole }} />
        ))}
      </div>
      <dl className="budget-parts">
        {parts.map(({ key, cents }) => (
          <div key={key} data-part={key}>
            <dt>{t(key)}</dt>
            <dd>{formats.money(cents)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
