import type { Tape } from '../tape.ts';
import type { Dimension, Variable } from '../variable.ts';

/**
 * The same values in another shape.
 * @param to as ONNX's Reshape: 0 keeps the dimension at that place, -1 is worked out.
 * @param back the same for the way back.
 * @param shape what `to` makes, with symbolic names.
 */
export function reshape(
  tape: Tape,
  x: Variable,
  { to, back, shape }: { to: readonly number[]; back: readonly number[]; shape: readonly Dimension[] },
): Variable {
  return tape.record(tape.emit('Reshape', [x.name, tape.integers(to)]), shape, [x], (gradient) => {
    tape.accumulate(x, tape.emit('Reshape', [gradient, tape.integers(back)]));
  });
}
