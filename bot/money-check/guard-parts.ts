import { checkMoney } from './check-money.ts';
import type { MoneyFacts } from './money-facts.ts';

/**
 * The last gate for a reply that is shown while it is written: each beginning passes the money check as a whole before
 * its first byte leaves, and after the first one that does not, none leaves any more.
 */
export function guardParts(
  facts: MoneyFacts,
  onPart: (text: string) => void,
  onRefused: () => void,
): (text: string) => void {
  let open = true;
  return (text) => {
    if (!open) return;
    open = checkMoney(text, facts).ok;
    if (open) onPart(text);
    else onRefused();
  };
}
