import type { RuleProblemView } from '../../../core/contracts/console-money.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { ruleWords } from './words.ts';

/** Says what is wrong; the linter's own sentence, which is English, where that helps whoever reads it. */
export function useProblemSentence(): (problem: RuleProblemView, isOffers?: boolean) => string {
  const t = useWords(ruleWords);
  const { language } = useLanguage();
  return (problem, isOffers = false) => {
    if (problem.shadowedBy !== undefined) return t('shadowed', { by: problem.shadowedBy });
    if (language === 'en') return capital(problem.message.replace(/^row \d+, column "[^"]*": /, ''));
    return t(problem.row === null ? 'brokenTable' : isOffers ? 'brokenOffers' : 'brokenCell');
  };
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);
