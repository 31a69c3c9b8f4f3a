import { useLanguage } from '../../ui/words/language.tsx';

/** A share of revenue as a percentage with up to two decimals and a true minus. */
export function usePercent(): (share: number) => string {
  const { language } = useLanguage();
  const format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 2,
  });
  // Intl writes a hyphen; -0 would be a loss of nothing.
  return (share) => format.format(Math.abs(share) < 5e-7 ? 0 : share).replace('-', '\u2212');
}
