import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';
import { add } from './add.ts';
import { turnedProduct } from './turned-product.ts';

/**
 * x W (+ b): x [..., inputs], W [inputs, outputs], b [outputs]; [..., outputs]. A frozen W costs one product on the way
 * back, a trained one two.
 */
export function linear(tape: Tape, x: Variable, weight: Variable, bias?: Variable): Variable {
  const inputs = lastSize(x);
  const outputs = lastSize(weight);
  if (weight.shape[0] !== inputs)
    throw new RangeError(`${weight.name} [${weight.shape}] does not take ${inputs} inputs of ${x.name}`);
  const shape = [...x.shape.slice(0, -1), outputs];
  const product = tape.record(tape.emit('MatMul', [x.name, weight.name]), shape, [x, weight], (gradient) => {
    if (x.needsGradient) tape.accumulate(x, turnedProduct(tape, gradient, weight.name, { b: true }));
    if (!weight.needsGradient) return;
    // One product over all rows, whatever the leading axes.
    const rows = (name: string, width: number) => tape.emit('Reshape', [name, tape.integers([-1, width])]);
    tape.accumulate(weight, turnedProduct(tape, rows(x.name, inputs), rows(gradient, outputs), { a: true }));
  });
  return bias ? add(tape, product, bias) : product;
}
