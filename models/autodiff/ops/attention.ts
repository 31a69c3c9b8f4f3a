import type { Tape } from '../tape.ts';
import { lastSize, type Variable } from '../variable.ts';
import { add } from './add.ts';
import { matMul } from './mat-mul.ts';
import { reshape } from './reshape.ts';
import { scale } from './scale.ts';
import { softmax } from './softmax.ts';
import { transpose } from './transpose.ts';

/**
 * Scaled dot-product attention with several heads (Vaswani et al. 2017, 3.2): query, key, value [batch, sequence, width].
 * @param bias added to the scores before the softmax, broadcasting to [batch, heads, sequence, sequence]: large negative
 * numbers at what may not be seen, padding or the future.
 * @param drop applied to the attention weights.
 */
export function attention(
  tape: Tape,
  { query, key, value }: { query: Variable; key: Variable; value: Variable },
  { heads, bias, drop = (x) => x }: { heads: number; bias: Variable; drop?: (x: Variable) => Variable },
): Variable {
  const width = lastSize(query);
  const [batch, sequence] = query.shape as [string, string];
  const size = width / heads;
  const apart = (x: Variable, order: readonly number[]) =>
    transpose(
      tape,
      reshape(tape, x, {
        to: [0, 0, heads, size],
        back: [0, 0, width],
        shape: [batch, sequence, heads, size],
      }),
      order,
    );
  const scores = matMul(
    tape,
    apart(scale(tape, query, 1 / Math.sqrt(size)), [0, 2, 1, 3]),
    apart(key, [0, 2, 3, 1]),
  );
  const weights = drop(softmax(tape, add(tape, scores, bias)));
  const mixed = transpose(tape, matMul(tape, weights, apart(value, [0, 2, 1, 3])), [0, 2, 1, 3]);
  return reshape(tape, mixed, {
    to: [0, 0, width],
    back: [0, 0, heads, size],
    shape: [batch, sequence, width],
  });
}
