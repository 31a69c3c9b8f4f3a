import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/**
 * Leaves out each value with probability `rate` while training, and divides the rest by 1 - rate. The mask moves on with
 * every run of a session and begins anew with the session.
 * @param training a scalar bool: false in evaluation, where the gradient is not meant to be read.
 */
export function dropout(
  tape: Tape,
  x: Variable,
  { rate, training, seed }: { rate: number; training: Variable; seed: number },
): Variable {
  if (rate === 0) return x;
  const [y, mask] = tape.emitMany('Dropout', [x.name, tape.scalar(rate), training.name], 2, {
    seed: { int: seed },
  });
  return tape.record(y!, x.shape, [x], (gradient) => {
    const kept = tape.emit('Mul', [gradient, tape.scalar(1 / (1 - rate))]);
    tape.accumulate(x, tape.emit('Where', [mask!, kept, tape.scalar(0)]));
  });
}
