import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';

/** The first token of each text: x [batch, sequence, width]; [batch, width]. The way back is 0 for all others. */
export function firstToken(tape: Tape, x: Variable): Variable {
  const first = tape.emit('Gather', [x.name, tape.integer(0)], { axis: { int: 1 } });
  return tape.record(first, [x.shape[0]!, lastSize(x)], [x], (gradient) => {
    const length = tape.emit('Shape', [x.name], { start: { int: 1 }, end: { int: 2 } });
    const after = tape.emit('Sub', [length, tape.integers([1])]);
    const pads = tape.emit('Concat', [tape.integers([0, 0, 0, 0]), after, tape.integers([0])], {
      axis: { int: 0 },
    });
    const wide = tape.emit('Unsqueeze', [gradient, tape.integers([1])]);
    tape.accumulate(x, tape.emit('Pad', [wide, pads]));
  });
}
