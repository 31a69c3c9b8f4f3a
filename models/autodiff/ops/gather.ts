import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';

/** Rows of a table [rows, width] by their numbers, int64 [...]: [..., width]. The way back adds up rows used twice. */
export function gather(tape: Tape, table: Variable, rows: Variable): Variable {
  const width = lastSize(table);
  const picked = tape.emit('Gather', [table.name, rows.name]);
  return tape.record(picked, [...rows.shape, width], [table], (gradient) => {
    const zeros = tape.emit('ConstantOfShape', [tape.emit('Shape', [table.name])]);
    const flatRows = tape.emit('Reshape', [rows.name, tape.integers([-1, 1])]);
    const flat = tape.emit('Reshape', [gradient, tape.integers([-1, width])]);
    const sum = tape.emit('ScatterND', [zeros, flatRows, flat], { reduction: { string: 'add' } });
    tape.accumulate(table, sum);
  });
}
