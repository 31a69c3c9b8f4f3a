import type { Localised } from '../../core/localised.ts';

export interface SummaryInput {
  readonly topic: string | null;
  readonly orderNumber: string | null;
  /** The shopper's messages, redacted, oldest first, each with its sentiment (-1..1). */
  readonly messages: readonly { readonly text: string; readonly score: number }[];
}

const longest = 160;

/**
 * What it is about in a few lines, for the agent: topic, how the mood went, the first, the bitterest and the latest
 * words. The shopper's own words, cut and not paraphrased, so that nothing is made up.
 */
export function handoffSummary({ topic, orderNumber, messages }: SummaryInput): Localised {
  const first = messages[0];
  const latest = messages.at(-1);
  const worst = messages.reduce<typeof first>(
    (low, one) => (low && low.score <= one.score ? low : one),
    undefined,
  );
  const quoted = [...new Set([first, worst, latest].flatMap((one) => (one ? [cut(one.text)] : [])))];
  const count = messages.length;
  const scores = messages.length > 0 ? `${signed(first!.score)} → ${signed(latest!.score)}` : '';
  return {
    en: [
      `${count === 1 ? '1 message' : `${count} messages`}${topic ? ` about ${topic.replaceAll('_', ' ')}` : ''}${orderNumber ? `, order ${orderNumber}` : ''}${scores && `; sentiment ${scores}`}.`,
      ...quoted.map((text) => `“${text}”`),
    ].join(' '),
    zh: [
      `${count}条消息${topic ? `，主题 ${topic}` : ''}${orderNumber ? `，订单${orderNumber}` : ''}${scores && `；情绪 ${scores}`}。`,
      ...quoted.map((text) => `“${text}”`),
    ].join(''),
  };
}

function cut(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : characters.join('');
}

function signed(score: number): string {
  return `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(2)}`;
}
