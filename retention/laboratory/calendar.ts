const dayMs = 86_400_000;

/** Day 0, on which policies begin: 1 July 2026, 00:00 UTC. */
const dayZeroMs = Date.UTC(2026, 6, 1);

/** The moment of a laboratory day, fractions included. @param zeroMs another moment for day 0. */
export function momentOf(day: number, zeroMs = dayZeroMs): Date {
  return new Date(zeroMs + Math.round(day * dayMs));
}
