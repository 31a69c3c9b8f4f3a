import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { adsWords } from './words.ts';

/** An estimate in money with its interval, in words. */
export function useInterval(): (value: { estimate: number; lower: number; upper: number }) => string {
  const t = useWords(adsWords);
  const formats = useFormats(useShop());
  return ({ estimate, lower, upper }) =>
    t('interval', {
      at: formats.money(Math.round(estimate)),
      low: formats.money(Math.round(lower)),
      high: formats.money(Math.round(upper)),
    });
}
