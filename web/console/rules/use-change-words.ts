import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { offerNames } from './offer-names.ts';
import type { CellChange } from './table-diff.ts';
import { useFactWords } from './use-fact-words.ts';
import { ruleWords } from './words.ts';

/** How a changed cell is called, and how its text reads before and after. */
export function useChangeWords(offers: RulesPage['offers']): {
  part(change: CellChange): string;
  text(change: CellChange, written: string): string;
} {
  const t = useWords(ruleWords);
  const facts = useFactWords();
  const { language } = useLanguage();
  return {
    part(change) {
      if (change.part === 'condition') return facts.label(change.field);
      return t(change.part);
    },
    text(change, written) {
      if (change.part === 'offers')
        return offerNames(offers, written === '' ? [] : written.split(', '), language, t('nothingGiven'));
      if (change.part === 'description') return written || t('empty');
      const words = facts.condition(change.field, written);
      if (written === '') return words ?? t('any');
      return words ? `${words} (${written})` : written;
    },
  };
}
