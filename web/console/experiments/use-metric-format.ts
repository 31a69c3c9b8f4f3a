import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';

/** A figure of a metric in its unit: an amount per shopper, or a share in points of a hundred. */
export function useMetricFormat(): (value: number, unit: 'cents' | 'rate', signed?: boolean) => string {
  const formats = useFormats(useShop());
  const { language } = useLanguage();
  const rate = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 2,
  });
  return (value, unit, signed = false) => {
    const text =
      unit === 'cents' ? formats.money(Math.round(value)) : rate.format(value).replace('-', '\u2212');
    return signed && value > 0 ? `+${text}` : text;
  };
}
