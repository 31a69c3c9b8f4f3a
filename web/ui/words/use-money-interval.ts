import { useShop } from '../shop.tsx';
import { uiWords } from './ui-words.ts';
import { useFormats } from './use-formats.ts';
import { useWords } from './use-words.ts';

/** An estimate in minor units of the shop's money with its interval, in words. */
export function useMoneyInterval(): (value: { estimate: number; lower: number; upper: number }) => string {
  const t = useWords(uiWords);
  const formats = useFormats(useShop());
  return ({ estimate, lower, upper }) =>
    t('interval', {
      at: formats.money(Math.round(estimate)),
      low: formats.money(Math.round(lower)),
      high: formats.money(Math.round(upper)),
    });
}
