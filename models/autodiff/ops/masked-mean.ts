import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';

/** Mean over the tokens that count: x [batch, sequence, width], mask float [batch, sequence] of 0 and 1; [batch, width]. */
export function maskedMean(tape: Tape, x: Variable, mask: Variable): Variable {
  const sum = (name: string) => tape.emit('ReduceSum', [name, tape.integers([1])], { keepdims: { int: 0 } });
  const wide = tape.emit('Unsqueeze', [mask.name, tape.integers([2])]);
  const count = sum(wide);
  const mean = tape.emit('Div', [sum(tape.emit('Mul', [x.name, wide])), count]);
  return tape.record(mean, [x.shape[0]!, lastSize(x)], [x], (gradient) => {
    const share = tape.emit('Unsqueeze', [tape.emit('Div', [gradient, count]), tape.integers([1])]);
    tape.accumulate(x, tape.emit('Mul', [share, wide]));
  });
}
