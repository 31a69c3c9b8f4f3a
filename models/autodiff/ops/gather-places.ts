import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';

/**
 * Some places of sequences [batch, length, width], by their numbers among all batch x length, int64 [places]: [places,
 * width]. What follows is then paid for these alone, not for the padding.
 */
export function gatherPlaces(tape: Tape, x: Variable, places: Variable): Variable {
  const width = lastSize(x);
  const flat = tape.emit('Reshape', [x.name, tape.integers([-1, width])]);
  const picked = tape.emit('Gather', [flat, places.name]);
  return tape.record(picked, [...places.shape, width], [x], (gradient) => {
    const zeros = tape.emit('ConstantOfShape', [tape.emit('Shape', [flat])]);
    const rows = tape.emit('Unsqueeze', [places.name, tape.integers([-1])]);
    const sum = tape.emit('ScatterND', [zeros, rows, gradient], { reduction: { string: 'add' } });
    tape.accumulate(x, tape.emit('Reshape', [sum, tape.emit('Shape', [x.name])]));
  });
}
