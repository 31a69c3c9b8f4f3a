import { checkMoney } from './check-money.ts';
import type { MoneyFacts } from './money-facts.ts';

export interface GuardedReply {
  /** What shall go out. */
  readonly text: string;
  /** The catalogue's reply; the same as `text` where nobody phrased it anew. */
  readonly template: string;
  /** The catalogue's sentence without any money, for when even the template says what no fact bears out. */
  readonly safe: string;
  readonly facts: MoneyFacts;
  /** Told of each text that was held back; `found` may hold codes and does not belong in a log. */
  readonly onRefused?: (refused: { which: 'text' | 'template'; found: readonly string[] }) => void;
}

/** The last gate before a text leaves: the text, else its template, else the safe sentence. */
export function guardReply({ text, template, safe, facts, onRefused }: GuardedReply): string {
  const verdict = checkMoney(text, facts);
  if (verdict.ok) return text;
  onRefused?.({ which: text === template ? 'template' : 'text', found: verdict.found });
  if (text === template) return safe;
  return guardReply({ text: template, template, safe, facts, ...(onRefused ? { onRefused } : {}) });
}
