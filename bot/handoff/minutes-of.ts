/** Seconds as the whole minutes that a waiting person is told: never 0. */
export function minutesOf(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}
