import type { AdsChannel } from '../../../core/contracts/console-ads.ts';
import { minorPerMajor } from '../../../core/contracts/minor-digits.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useMoneyInterval } from '../../ui/words/use-money-interval.ts';

/** What one unit of money is called, such as £1.00, and what the last one of a channel brings, in words. */
export function usePerUnit(): { unit: string; perUnit(marginal: AdsChannel['marginal']): string } {
  const { currency } = useShop();
  const formats = useFormats(useShop());
  const interval = useMoneyInterval();
  const units = minorPerMajor(currency);
  return {
    unit: formats.money(units),
    perUnit: ({ estimate, lower, upper }) =>
      interval({ estimate: units * estimate, lower: units * lower, upper: units * upper }),
  };
}
