import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/**
 * Half the squared distance of rows from where they should be, the mean over rows by their weights, a scalar: x and
 * targets [rows, width], weights float [rows]; 0 where no row weighs anything. Of vectors of length 1 it is 1 - cosine.
 */
export function squareDistance(tape: Tape, x: Variable, targets: Variable, weights: Variable): Variable {
  const sum = tape.emit('ReduceSum', [weights.name], { keepdims: { int: 0 } });
  const total = tape.emit('Max', [sum, tape.scalar(1e-12)]);
  const share = tape.emit('Unsqueeze', [tape.emit('Div', [weights.name, total]), tape.integers([-1])]);
  const gap = tape.emit('Sub', [x.name, targets.name]);
  const shared = tape.emit('Mul', [gap, share]);
  const square = tape.emit('ReduceSum', [tape.emit('Mul', [shared, gap])], { keepdims: { int: 0 } });
  return tape.record(tape.emit('Mul', [square, tape.scalar(0.5)]), [], [x], (gradient) => {
    tape.accumulate(x, tape.emit('Mul', [shared, gradient]));
  });
}
