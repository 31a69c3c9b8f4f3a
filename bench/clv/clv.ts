import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitClv } from '../../app/fit-clv/fit-clv.ts';
import { readClvInput, type SummaryInput } from '../../app/fit-clv/read-clv-input.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { quantilesOf } from '../turn/quantiles.ts';
import { startLifetimes } from './lifetimes-process.ts';
import { printBacktest } from './print-backtest.ts';
import { printCoverage } from './print-coverage.ts';
import { printPublished } from './published.ts';
import { scoreMillion } from './score-million.ts';

/**
 * Lifetime value: `npm run bench:clv -- FOLDER [--python PYTHON] [--runs 20] [--purchases FILE ...]`, where FOLDER holds
 * cdnow_customers_summary_with_transactions.csv and cdnow_customers_summary.csv (they come with Python's lifetimes).
 * Prints the fits beside published figures, times of fits in turn with lifetimes', of scoring 1,000,000 shoppers, coverage of intervals, and
 * how a fit of the earlier part of each file of purchases foretells its last third.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      python: { type: 'string', default: 'python3' },
      runs: { type: 'string', default: '20' },
      purchases: { type: 'string', multiple: true, default: [] },
    },
  });
  const [folder] = positionals;
  if (!folder) {
    process.stderr.write(
      'usage: npm run bench:clv -- FOLDER [--python PYTHON] [--runs 20] [--purchases FILE ...]\n',
    );
    process.exitCode = 2;
    return;
  }
  const input = (await readClvInput(
    join(folder, 'cdnow_customers_summary_with_transactions.csv'),
  )) as SummaryInput;
  printPublished(input);
  await timeFits(input, join(folder, 'cdnow_customers_summary.csv'), values.python, Number(values.runs));
  scoreMillion();
  printCoverage(200, 1_000);
  for (const path of values.purchases) await printBacktest(path);
}

async function timeFits(input: SummaryInput, summary: string, python: string, runs: number): Promise<void> {
  const lifetimes = await startLifetimes(python, summary);
  console.log(
    lifetimes
      ? `\nfits of the 2,357, in turn with Python lifetimes ${lifetimes.version}, ${runs} runs each after 3 to warm up`
      : `\nfits of the 2,357, ${runs} runs each after 3 to warm up ("${python}" has no lifetimes to compare with; name one with --python)`,
  );
  for (const model of Object.values(purchaseModels)) {
    const ours: number[] = [];
    const theirs: number[] = [];
    const busy = { ours: 0, theirs: 0 };
    for (let run = -3; run < runs; run++) {
      const cpu = process.cpuUsage();
      const { fit } = fitClv(input, {
        model: model.name,
        gammaGamma: false,
        unit: undefined,
        wholeUnits: false,
        observationEnd: undefined,
        weakPrior: false,
      });
      const taken = process.cpuUsage(cpu);
      const other = await lifetimes?.fit(model.name);
      if (run < 0) continue;
      ours.push(fit.milliseconds);
      busy.ours += (taken.user + taken.system) / 1000 / runs;
      if (other) {
        theirs.push(other.ms);
        busy.theirs += other.cpuMs / runs;
      }
    }
    const line = (name: string, times: number[]) => {
      const { p50, p95, p99 } = quantilesOf(times);
      return `  ${name.padEnd(24)} p50 ${p50.toFixed(1).padStart(8)} ms  p95 ${p95.toFixed(1).padStart(8)}  p99 ${p99.toFixed(1).padStart(8)}`;
    };
    console.log(line(`${model.title}, ours`, ours));
    if (theirs.length > 0) {
      console.log(line(`${model.title}, lifetimes`, theirs));
      console.log(
        `  ${(quantilesOf(theirs).p50 / quantilesOf(ours).p50).toFixed(1)} times as fast at the median; on the processor ${busy.ours.toFixed(1)} ms against ${busy.theirs.toFixed(1)} a fit`,
      );
    }
  }
  lifetimes?.close();
}

await main();
