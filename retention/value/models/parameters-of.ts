import type { Fit } from './fit.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** The parameters of a fit in the order of its model. */
export function parametersOf(model: PurchaseModel, { parameters }: Pick<Fit, 'parameters'>): Float64Array {
  return Float64Array.from(model.parameters, (name) => {
    const value = parameters[name];
    if (value === undefined || !(value > 0))
      throw new RangeError(`${model.title} needs a positive ${name}; the fit has ${value}`);
    return value;
  });
}
