import { fitPurchaseModel } from '../../retention/value/models/fit-purchase-model.ts';
import { ModelRefusal } from '../../retention/value/models/model-refusal.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { simulatedShoppers } from '../../test/retention/value/simulated-shoppers.ts';

const truths = {
  bgnbd: [0.5, 8, 0.8, 2.5],
  mbgnbd: [0.8, 8, 0.8, 2.5],
  paretonbd: [0.6, 8, 0.8, 20],
} as const;

/** How often 95 % intervals (normal, on the logarithm of a parameter) hold the parameter that shoppers were drawn with. */
export function printCoverage(runs: number, shoppers: number): void {
  console.log(`\n95 % intervals over ${runs} draws of ${shoppers} shoppers: share that holds the truth`);
  for (const model of Object.values(purchaseModels)) {
    const held = model.parameters.map(() => 0);
    let refused = 0;
    for (let run = 0; run < runs; run++) {
      const truth = truths[model.name];
      const made = simulatedShoppers({
        model: model.name,
        parameters: truth,
        n: shoppers,
        longest: 104,
        seed: `coverage ${model.name} ${run}`,
      });
      try {
        const { parameters, standardErrors } = fitPurchaseModel(model, made);
        model.parameters.forEach((name, i) => {
          const z = Math.log(parameters[name]! / truth[i]!) / (standardErrors[name]! / parameters[name]!);
          held[i]! += Number(Math.abs(z) < 1.959964);
        });
      } catch (error) {
        if (!(error instanceof ModelRefusal)) throw error;
        refused++;
      }
    }
    const shares = model.parameters.map((name, i) => `${name} ${(held[i]! / (runs - refused)).toFixed(3)}`);
    console.log(`  ${model.title.padEnd(12)} ${shares.join('  ')}  (refused: ${refused})`);
  }
}
