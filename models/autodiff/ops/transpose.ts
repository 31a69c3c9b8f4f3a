import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/** Axes in another order: output axis i is input axis order[i]. */
export function transpose(tape: Tape, x: Variable, order: readonly number[]): Variable {
  const back = order.map((_, axis) => order.indexOf(axis));
  const turned = tape.emit('Transpose', [x.name], { perm: { ints: order } });
  return tape.record(
    turned,
    order.map((axis) => x.shape[axis]!),
    [x],
    (gradient) => {
      tape.accumulate(x, tape.emit('Transpose', [gradient], { perm: { ints: back } }));
    },
  );
}
