import { churnLabels } from '../../../core/words.ts';
import type { EncoderRow } from './encoder-row.ts';

/** A past conversation with what came of it. */
export interface ConversationOutcome {
  readonly messages: readonly string[];
  readonly left: boolean;
  readonly split: EncoderRow['split'];
}

/** The task whose head reads from one message whether its shopper will leave. */
export const churnTask = 'churn';

/** Each message with the outcome of its conversation. */
export function churnRows(conversations: readonly ConversationOutcome[]): EncoderRow[] {
  return conversations.flatMap(({ messages, left, split }) =>
    messages.map(
      (text): EncoderRow => ({
        task: churnTask,
        text,
        label: churnLabels[left ? 0 : 1],
        source: 'laboratory',
        split,
        kind: 'query',
        anchored: false,
        weight: 1,
      }),
    ),
  );
}
