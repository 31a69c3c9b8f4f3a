import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/**
 * Softmax cross-entropy, the mean over rows by their weights, a scalar: logits [rows, classes], targets int64 [rows],
 * weights float [rows] (0 leaves a row out; not all may be 0). For many classes of which one is right.
 */
export function crossEntropy(tape: Tape, logits: Variable, targets: Variable, weights: Variable): Variable {
  const columns = (name: string) => tape.emit('Unsqueeze', [name, tape.integers([-1])]);
  const logProbability = tape.emit('LogSoftmax', [logits.name], { axis: { int: -1 } });
  const at = columns(targets.name);
  const picked = tape.emit('GatherElements', [logProbability, at], { axis: { int: -1 } });
  const total = tape.emit('ReduceSum', [weights.name], { keepdims: { int: 0 } });
  const share = columns(tape.emit('Div', [weights.name, total]));
  const sum = tape.emit('ReduceSum', [tape.emit('Mul', [picked, share])], { keepdims: { int: 0 } });
  return tape.record(tape.emit('Neg', [sum]), [], [logits], (gradient) => {
    // Probability less 1 at the target, each row by its share.
    const scaled = tape.emit('Mul', [share, gradient]);
    const spread = tape.emit('Mul', [tape.emit('Exp', [logProbability]), scaled]);
    const attributes = { axis: { int: -1 }, reduction: { string: 'add' } };
    tape.accumulate(
      logits,
      tape.emit('ScatterElements', [spread, at, tape.emit('Neg', [scaled])], attributes),
    );
  });
}
