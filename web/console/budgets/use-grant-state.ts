import { useWords } from '../../ui/words/use-words.ts';
import { grantWords } from './grant-words.ts';

const states = ['reserved', 'accepted', 'redeemed', 'void', 'expired'] as const;

/** The state of a grant in words; one that the page does not know stays as it is written. */
export function useGrantState(): (state: string) => string {
  const t = useWords(grantWords);
  return (state) => {
    const known = states.find((one) => one === state);
    return known ? t(known) : state;
  };
}
