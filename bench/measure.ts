import { quantilesOf } from './turn/quantiles.ts';

export interface Measured {
  readonly name: string;
  /** Resolves when as much of the answer has come as is measured. */
  readonly send: (run: number) => Promise<unknown>;
}

const warm = 2;
const targetMs = 200;

/**
 * Calls each in turn, `runs` times round, so that whatever else the machine does falls on all alike; the first rounds
 * warm caches and are not counted. Prints a line for each and what misses 200 ms at p95.
 */
export async function measureInterleaved(measured: readonly Measured[], runs: number): Promise<void> {
  const times = new Map(measured.map(({ name }) => [name, [] as number[]]));
  for (let run = -warm; run < runs; run++)
    for (const { name, send } of measured) {
      const begun = performance.now();
      await send(run + warm);
      if (run >= 0) times.get(name)!.push(performance.now() - begun);
    }
  const missed: string[] = [];
  for (const [name, taken] of times) {
    const { p50, p95, p99 } = quantilesOf(taken);
    const [a, b, c] = [p50, p95, p99].map((value) => value.toFixed(1).padStart(7));
    console.log(`${name.padEnd(48)} p50 ${a}  p95 ${b}  p99 ${c}  ${taken.length} runs`);
    if (p95 > targetMs) missed.push(`${name} (${p95.toFixed(0)})`);
  }
  console.log(`p95 over ${targetMs} ms: ${missed.join(', ') || 'none'}, of ${measured.length}`);
}
