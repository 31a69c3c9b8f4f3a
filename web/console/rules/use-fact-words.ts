import { useMemo } from 'react';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { conditionInWords } from './condition-words.ts';
import { factOf, never } from './field-words.ts';
import { ruleWords } from './words.ts';

/** How facts, their values and conditions on them read in the language of the page. */
export interface FactWords {
  label(field: string): string;
  value(field: string, written: number): string;
  /** null: an expression that has no plain words. */
  condition(field: string, expression: string): string | null;
}

export function useFactWords(): FactWords {
  const t = useWords(ruleWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  return useMemo(() => {
    const value = (field: string, written: number): string => {
      switch (factOf(field)?.kind) {
        case 'share':
          return formats.percent(written);
        case 'money':
          return formats.money(written);
        case 'days':
          return written >= never ? t('never') : t('days', { n: formats.count(written) });
        default:
          return formats.count(written);
      }
    };
    const texts = {
      any: t('any'),
      moreThan: t('moreThan'),
      atLeast: t('atLeast'),
      lessThan: t('lessThan'),
      atMost: t('atMost'),
      exactly: t('exactly'),
      not: t('not'),
      range: t('range'),
      and: t('and'),
      or: t('or'),
    };
    return {
      label: (field) => factOf(field)?.[language] ?? field,
      value,
      condition: (field, expression) =>
        conditionInWords(expression, (written) => value(field, written), texts),
    };
  }, [t, language, formats]);
}
