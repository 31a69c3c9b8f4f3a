import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';
import { sumLeading } from './sum-leading.ts';

/**
 * a + b. b has a's shape, or the last axes of it (a bias), or, without a gradient, any shape that broadcasts to a's.
 * @throws RangeError for a b with a gradient that broadcasts otherwise.
 */
export function add(tape: Tape, a: Variable, b: Variable): Variable {
  const tail = a.shape.slice(a.shape.length - b.shape.length);
  if (b.needsGradient && tail.some((size, i) => size !== b.shape[i]))
    throw new RangeError(`${b.name} [${b.shape}] is no tail of ${a.name} [${a.shape}]`);
  return tape.record(tape.emit('Add', [a.name, b.name]), a.shape, [a, b], (gradient) => {
    tape.accumulate(a, gradient);
    if (b.needsGradient) tape.accumulate(b, sumLeading(tape, gradient, a.shape.length, b.shape.length));
  });
}
