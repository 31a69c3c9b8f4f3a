import { reasonOf } from '../../ui/reason-of.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { peopleWords } from './words.ts';

const reasons = ['already_here', 'last_admin', 'other_shop'] as const;

/** The page's own words for a refusal; undefined where it has none. */
export function usePeopleRefusal(): (error: unknown) => string | undefined {
  const t = useWords(peopleWords);
  return (error) => {
    const reason = reasonOf(error, reasons);
    return reason && t(reason);
  };
}
