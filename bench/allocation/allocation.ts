import { cpus, loadavg } from 'node:os';
import { allocate } from '../../retention/allocation/allocate.ts';
import { tableOptimum } from '../../test/support/exact-allocation.ts';
import { evenlyPaced } from './online.ts';
import { randomProblem, type Structure, structures } from './problems.ts';

/**
 * Budgeted allocation against the exact optimum, which a table over all whole amounts gives independently. Target:
 * >= 99.7 % of the optimum at n >= 2,000, and with exact repair also at n = 10 to 500. Then the same budget spent as
 * shoppers arrive, at the paced price. Usage: npm run bench:allocation [-- RUNS [LEAST_SHOPPERS]]
 */
const runs = Number(process.argv[2] ?? 20);
const least = Number(process.argv[3] ?? 0);
const percent = (share: number) => `${(100 * share).toFixed(3)} %`.padStart(10);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

console.log(
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${runs} instances a row (fewer above 500)`,
);
console.log(
  'limits   structure       n | plain Lagrangian: least, mean | with repair: least, mean | bound/optimum | proven | ms mean, max',
);
let missed = 0;
for (const limits of ['budget', 'budget and SR'] as const)
  for (const n of [10, 20, 50, 100, 200, 500, 2_000, 10_000]) {
    // The table of two limits has a cell for every pair of amounts.
    if (n < least || (limits === 'budget and SR' && n > 100)) continue;
    for (const structure of Object.keys(structures) as Structure[]) row(limits, structure, n);
  }
console.log(missed === 0 ? 'every row reaches 99.7 %' : `${missed} rows miss 99.7 %`);

function row(limits: 'budget' | 'budget and SR', structure: Structure, n: number): void {
  const [plain, repaired, bounds, times] = [[], [], [], []] as [number[], number[], number[], number[]];
  let proven = 0;
  const count = n > 5_000 ? 2 : n > 500 ? 5 : runs;
  for (let run = 0; run < count; run++) {
    const problem = randomProblem(
      structure,
      n,
      `${limits}|${structure}|${n}|${run}`,
      limits === 'budget' ? null : 0,
    );
    const optimum = tableOptimum(problem);
    plain.push(allocate(problem, { effort: 'prices' }).deltaCents / optimum);
    const begun = performance.now();
    const found = allocate(problem);
    times.push(performance.now() - begun);
    repaired.push(found.deltaCents / optimum);
    bounds.push(found.boundCents / optimum);
    if (found.proven) proven++;
    if (found.deltaCents > optimum * (1 + 1e-9))
      throw new Error('better than the optimum: one of them is wrong');
  }
  if (Math.min(...repaired) < 0.997) missed++;
  console.log(
    `${limits.padEnd(13)} ${structure.padEnd(13)}${String(n).padStart(6)} |${percent(Math.min(...plain))}${percent(mean(plain))} |` +
      `${percent(Math.min(...repaired))}${percent(mean(repaired))} |${percent(mean(bounds))} | ${proven}/${count} | ${mean(times).toFixed(1)} ${Math.max(...times).toFixed(0)}`,
  );
}

evenlyPaced(runs);
