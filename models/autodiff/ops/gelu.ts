import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** x Phi(x), with the normal distribution by erf (Hendrycks and Gimpel 2016); dx = dy (Phi(x) + x phi(x)). */
export function gelu(tape: Tape, x: Variable): Variable {
  return tape.record(tape.emit('Gelu', [x.name]), x.shape, [x], (gradient) => {
    const times = (a: string, value: number) => tape.emit('Mul', [a, tape.scalar(value)]);
    const erf = tape.emit('Erf', [times(x.name, Math.SQRT1_2)]);
    const distribution = times(tape.emit('Add', [erf, tape.scalar(1)]), 0.5);
    const square = tape.emit('Mul', [x.name, x.name]);
    const density = times(tape.emit('Exp', [times(square, -0.5)]), 1 / Math.sqrt(2 * Math.PI));
    const slope = tape.emit('Add', [distribution, tape.emit('Mul', [x.name, density])]);
    tape.accumulate(x, tape.emit('Mul', [gradient, slope]));
  });
}
