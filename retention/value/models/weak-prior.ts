import type { LogNormalPrior } from './prior.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** A factor of e^1.2 = 3.3 either way is one standard deviation; of a time, e^2. */
const shapeDeviation = 1.2;
const scaleDeviation = 2;

/**
 * What shops are usually like, held weakly: published fits (CDNOW, groceries, charities) have r from .2 to 1.5, a and s
 * below 1, b from 1 to 4. Some hundred repeat buyers outweigh it; a dozen shoppers stay near it.
 * @param meanAge of the shoppers, in the unit of the data.
 */
export function weakPrior(model: PurchaseModel, meanAge: number): LogNormalPrior {
  return {
    means: model.starts(meanAge > 0 ? meanAge : 1)[0]!.map(Math.log),
    deviations: model.parameters.map((_, i) => (model.shapes.includes(i) ? shapeDeviation : scaleDeviation)),
  };
}

/** The same for Gamma-Gamma: p 3, q 4, and v such that the mean amount is the one seen. */
export function weakAmountPrior(frequency: Float64Array, monetary: Float64Array): LogNormalPrior {
  let sum = 0;
  let count = 0;
  frequency.forEach((x, i) => {
    if (x === 0) return;
    sum += x * monetary[i]!;
    count += x;
  });
  const mean = count > 0 && sum > 0 ? sum / count : 1;
  return { means: [Math.log(3), Math.log(4), Math.log(mean)], deviations: [0.8, 0.8, 1] };
}
