import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';
import { sumLeading } from './sum-leading.ts';

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016). With h the normalised input and g = dy * weight:
 * dx = (g - mean of g - h * mean of g h) / deviation. The operator's own mean and inverse deviation serve the way back.
 */
export function layerNorm(
  tape: Tape,
  x: Variable,
  weight: Variable,
  bias: Variable,
  epsilon: number,
): Variable {
  const [y, mean, inverse] = tape.emitMany('LayerNormalization', [x.name, weight.name, bias.name], 3, {
    axis: { int: -1 },
    epsilon: { float: epsilon },
  });
  const rank = x.shape.length;
  return tape.record(y!, x.shape, [x, weight, bias], (gradient) => {
    const centred = tape.emit('Sub', [x.name, mean!]);
    const normal = tape.emit('Mul', [centred, inverse!]);
    if (weight.needsGradient)
      tape.accumulate(weight, sumLeading(tape, tape.emit('Mul', [gradient, normal]), rank, 1));
    if (bias.needsGradient) tape.accumulate(bias, sumLeading(tape, gradient, rank, 1));
    if (!x.needsGradient) return;
    const average = (name: string) =>
      tape.emit('ReduceMean', [name, tape.integers([-1])], { keepdims: { int: 1 } });
    const g = tape.emit('Mul', [gradient, weight.name]);
    const along = tape.emit('Mul', [normal, average(tape.emit('Mul', [g, normal]))]);
    const rest = tape.emit('Sub', [tape.emit('Sub', [g, average(g)]), along]);
    tape.accumulate(x, tape.emit('Mul', [rest, inverse!]));
  });
}
