import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** Of all values: a scalar. */
export function sum(tape: Tape, x: Variable): Variable {
  return tape.record(tape.emit('ReduceSum', [x.name], { keepdims: { int: 0 } }), [], [x], (gradient) => {
    tape.accumulate(x, tape.emit('Expand', [gradient, tape.emit('Shape', [x.name])]));
  });
}
