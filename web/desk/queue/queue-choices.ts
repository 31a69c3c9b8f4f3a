import type { QueueQuery } from '../../../core/contracts/desk-queue.ts';

export type DeskView = NonNullable<QueueQuery['view']>;
export type DeskState = NonNullable<QueueQuery['state']>;

/** In the order in which they are shown. */
export const views: readonly DeskView[] = ['mine', 'unassigned', 'all'];
export const states: readonly DeskState[] = ['open', 'waiting', 'held', 'bot', 'resolved'];

export function isOneOf<T>(choices: readonly T[], value: unknown): value is T {
  return choices.includes(value as T);
}
