import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** Each row of the last axis divided by its length; with y the result, dx = (dy - y * (dy . y)) / length. */
export function unitLength(tape: Tape, x: Variable): Variable {
  const last = tape.integers([-1]);
  const keep = { keepdims: { int: 1 } };
  const length = tape.emit('ReduceL2', [x.name, last], keep);
  const y = tape.emit('Div', [x.name, length]);
  return tape.record(y, x.shape, [x], (gradient) => {
    const along = tape.emit('ReduceSum', [tape.emit('Mul', [gradient, y]), last], keep);
    const across = tape.emit('Sub', [gradient, tape.emit('Mul', [y, along])]);
    tape.accumulate(x, tape.emit('Div', [across, length]));
  });
}
