import type { DeskCounts } from '../../../core/contracts/desk-queue.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';

/** Badges; the stream has them read anew, and so does time: breaches come by themselves. */
export function useCounts(): DeskCounts | undefined {
  return useDeskQuery<DeskCounts>('counts', { everyMs: 30_000 }).data;
}
