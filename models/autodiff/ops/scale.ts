import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** A number times a tensor. */
export function scale(tape: Tape, x: Variable, factor: number): Variable {
  const by = tape.scalar(factor);
  return tape.record(tape.emit('Mul', [x.name, by]), x.shape, [x], (gradient) => {
    tape.accumulate(x, tape.emit('Mul', [gradient, by]));
  });
}
