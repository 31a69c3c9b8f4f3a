import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';

/** a and b one behind the other along the last axis: [..., m] and [..., n] to [..., m + n]. */
export function sideBySide(tape: Tape, a: Variable, b: Variable): Variable {
  const [m, n] = [lastSize(a), lastSize(b)];
  const axis = a.shape.length - 1;
  const joined = tape.emit('Concat', [a.name, b.name], { axis: { int: -1 } });
  return tape.record(joined, [...a.shape.slice(0, -1), m + n], [a, b], (gradient) => {
    const part = (from: number, to: number) =>
      tape.emit('Slice', [gradient, tape.integers([from]), tape.integers([to]), tape.integers([axis])]);
    if (a.needsGradient) tape.accumulate(a, part(0, m));
    if (b.needsGradient) tape.accumulate(b, part(m, m + n));
  });
}
