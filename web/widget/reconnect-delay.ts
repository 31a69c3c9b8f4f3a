/**
 * How long to wait before trying again: almost at once after the first break, then doubling. While somebody looks at
 * the chat it is never more than 2 s, so that it is back within 2 s of the server; unwatched it rises to 15 s. Jitter
 * keeps a restarted server from meeting everybody at once.
 * @param failures breaks in a row, from 1. @param jitter in [0, 1).
 */
export function reconnectDelayMs(failures: number, jitter: number, watched: boolean): number {
  if (failures <= 1) return 50 + 150 * jitter;
  return Math.min(watched ? 2_000 : 15_000, 250 * 2 ** (failures - 1)) * (0.5 + 0.5 * jitter);
}
