import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';
import { turnedProduct } from './turned-product.ts';

/** Products of the last two axes, [..., m, k] by [..., k, n] with the same leading axes: [..., m, n]. */
export function matMul(tape: Tape, a: Variable, b: Variable): Variable {
  const shape = [...a.shape.slice(0, -1), b.shape.at(-1)!];
  return tape.record(tape.emit('MatMul', [a.name, b.name]), shape, [a, b], (gradient) => {
    if (a.needsGradient) tape.accumulate(a, turnedProduct(tape, gradient, b.name, { b: true }));
    if (b.needsGradient) tape.accumulate(b, turnedProduct(tape, a.name, gradient, { a: true }));
  });
}
