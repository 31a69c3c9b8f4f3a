import type { Say } from '../../ui/words/use-words.ts';
import type { queueWords } from '../words/queue-words.ts';

const urgentMs = 120_000;

/** How long until a deadline, or for how long it has been missed: `! 25 s left`. */
export function timeLeft(
  at: string,
  now: number,
  t: Say<keyof typeof queueWords.en>,
): { readonly text: string; readonly urgent: boolean } {
  const ms = Date.parse(at) - now;
  const time = inWords(Math.abs(ms), t);
  return { text: t(ms < 0 ? 'over' : 'left', { time }), urgent: ms < urgentMs };
}

function inWords(ms: number, t: Say<keyof typeof queueWords.en>): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) return t('seconds', { n: seconds });
  if (seconds < 3_600) return t('minutes', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t('hours', { n: Math.floor(seconds / 3_600) });
  return t('days', { n: Math.floor(seconds / 86_400) });
}
