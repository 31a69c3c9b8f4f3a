import { useWords } from '../../ui/words/use-words.ts';
import { experimentWords } from './words.ts';

const known = ['single-best', 'value-weighted', 'learned', 'chooser'] as const;

/** The name of an arm or a policy in words; one that the page does not know stays as it is written. */
export function useArmName(): (key: string) => string {
  const t = useWords(experimentWords);
  return (key) => {
    const name = known.find((one) => one === key);
    return name ? t(name) : key;
  };
}
