import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** 0, 1, ... along the sequences of ids [batch, length]: int64 [length]. */
export function placeNumbers(tape: Tape, ids: Variable): Variable {
  const length = tape.emit('Shape', [ids.name], { start: { int: 1 }, end: { int: 2 } });
  const name = tape.emit('Range', [tape.integer(0), tape.emit('Squeeze', [length]), tape.integer(1)]);
  return { name, shape: [ids.shape[1]!], needsGradient: false };
}
