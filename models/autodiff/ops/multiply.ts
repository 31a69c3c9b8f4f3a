import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/**
 * Element by element. Both have one shape, or b, without a gradient, any shape that broadcasts to a's.
 * @throws RangeError for a b with a gradient and another shape.
 */
export function multiply(tape: Tape, a: Variable, b: Variable): Variable {
  if (b.needsGradient && `${a.shape}` !== `${b.shape}`)
    throw new RangeError(`${a.name} [${a.shape}] and ${b.name} [${b.shape}] are not of one shape`);
  return tape.record(tape.emit('Mul', [a.name, b.name]), a.shape, [a, b], (gradient) => {
    if (a.needsGradient) tape.accumulate(a, tape.emit('Mul', [gradient, b.name]));
    if (b.needsGradient) tape.accumulate(b, tape.emit('Mul', [gradient, a.name]));
  });
}
