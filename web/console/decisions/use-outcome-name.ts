import { useWords } from '../../ui/words/use-words.ts';
import { outcomeWords } from './outcome-words.ts';

const isKnown = (kind: string): kind is keyof typeof outcomeWords.en => Object.hasOwn(outcomeWords.en, kind);

/** An outcome in words; one that the page does not know stays as it is written. */
export function useOutcomeName(): (kind: string) => string {
  const t = useWords(outcomeWords);
  return (kind) => (isKnown(kind) ? t(kind) : kind);
}
