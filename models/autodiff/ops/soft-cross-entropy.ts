import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';

/**
 * Cross-entropy against distributions, the mean over rows by their weights, a scalar: logits [rows, classes], targets
 * float [rows, classes] that sum to 1 a row, weights float [rows] (not all 0). One-hot, smoothed (Szegedy et al. 2016),
 * or a teacher's (Hinton, Vinyals and Dean 2015).
 */
export function softCrossEntropy(
  tape: Tape,
  logits: Variable,
  targets: Variable,
  weights: Variable,
): Variable {
  const logProbability = tape.emit('LogSoftmax', [logits.name], { axis: { int: -1 } });
  const total = tape.emit('ReduceSum', [weights.name], { keepdims: { int: 0 } });
  const share = tape.emit('Unsqueeze', [tape.emit('Div', [weights.name, total]), tape.integers([-1])]);
  const shared = tape.emit('Mul', [targets.name, share]);
  const sum = tape.emit('ReduceSum', [tape.emit('Mul', [shared, logProbability])], { keepdims: { int: 0 } });
  return tape.record(tape.emit('Neg', [sum]), [], [logits], (gradient) => {
    const probability = tape.emit('Mul', [tape.emit('Exp', [logProbability]), share]);
    tape.accumulate(logits, tape.emit('Mul', [tape.emit('Sub', [probability, shared]), gradient]));
  });
}
