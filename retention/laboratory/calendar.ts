const dayMs = 86_400_000;

/** Day 0, on which policies begin: 1 July 2026, 00:00 UTC. */
const dayZeroMs = Date.UTC(2026, 6, 1);

/** The moment of a laboratory day, fractions included. */
export function momentOf(day: number): Date {
  return new Date(dayZeroMs + Math.round(day * dayMs));
}
