import { SeededRandom } from '../../core/seeded-random.ts';
import { expectedAmount } from '../../retention/value/models/gamma-gamma.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { residualPurchases } from '../../retention/value/residual-purchases.ts';

const shoppers = 1_000_000;
const horizon = { months: 12, monthLength: 30.4375, monthlyDiscount: 0.01 };
/** CDNOW's, in days. */
const fitted = {
  bgnbd: [0.2426, 30.9, 0.7929, 2.4258],
  mbgnbd: [0.525, 43.3, 0.891, 1.614],
  paretonbd: [0.553, 74.0, 0.606, 81.7],
} as const;

/** P(alive), residual purchases of 12 months by the month, and residual value of shoppers who all differ. */
export function scoreMillion(): void {
  const random = new SeededRandom('a million shoppers');
  const frequency = new Float64Array(shoppers);
  const recency = new Float64Array(shoppers);
  const age = new Float64Array(shoppers);
  const monetary = new Float64Array(shoppers);
  for (let i = 0; i < shoppers; i++) {
    age[i] = 1 + 1094 * random.next();
    // Half bought once; the others up to some dozens of times.
    frequency[i] = random.next() < 0.5 ? 0 : 1 + Math.floor(-6 * Math.log(1 - random.next()));
    recency[i] = frequency[i] === 0 ? 0 : age[i]! * (0.05 + 0.95 * random.next());
    monetary[i] = frequency[i] === 0 ? 0 : 5 + 60 * random.next();
  }
  console.log('\n1,000,000 shoppers scored, one thread');
  for (const model of Object.values(purchaseModels)) {
    const begun = performance.now();
    const cpu = process.cpuUsage();
    let total = 0;
    for (let i = 0; i < shoppers; i++) {
      const [x, last, until] = [frequency[i]!, recency[i]!, age[i]!];
      const purchases = residualPurchases(model, fitted[model.name], x, last, until, horizon);
      total += purchases * expectedAmount({ p: 6.25, q: 3.74, v: 15.45 }, x, monetary[i]!);
    }
    const seconds = (performance.now() - begun) / 1000;
    const busy = process.cpuUsage(cpu).user / 1e6;
    console.log(
      `  ${model.title.padEnd(12)} ${seconds.toFixed(2).padStart(6)} s, ${busy.toFixed(2)} s of them on the processor   mean residual value ${(total / shoppers).toFixed(3)}`,
    );
  }
}
