import { useMemo } from 'react';
import { unknown } from './formats.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './use-words.ts';

/** Says how long something took, from seconds: the unit that a person would choose; null gives `unknown`. */
export function useDurations(): (seconds: number | null) => string {
  const t = useWords(uiWords);
  return useMemo(
    () => (seconds) => {
      if (seconds === null) return unknown;
      if (seconds < 90) return t('seconds', { n: Math.round(seconds) });
      if (seconds < 5_400) return t('minutes', { n: Math.round(seconds / 60) });
      return t('hours', { n: Number((seconds / 3_600).toFixed(1)) });
    },
    [t],
  );
}
