import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** Over the last axis. With y the result, dx = y (dy - sum of dy y). */
export function softmax(tape: Tape, x: Variable): Variable {
  const y = tape.emit('Softmax', [x.name], { axis: { int: -1 } });
  return tape.record(y, x.shape, [x], (gradient) => {
    const weighted = tape.emit('Mul', [gradient, y]);
    const total = tape.emit('ReduceSum', [weighted, tape.integers([-1])], { keepdims: { int: 1 } });
    tape.accumulate(x, tape.emit('Sub', [weighted, tape.emit('Mul', [y, total])]));
  });
}
