import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { gradientName, Tape } from '../../../models/autodiff/tape.ts';
import type { Variable } from '../../../models/autodiff/variable.ts';
import { openGraph, type Value } from '../../../models/runtime/graph-session.ts';

/** Shapes of the parameters by name. */
export type Parameters = Readonly<Record<string, readonly number[]>>;

/** Writes a loss, a scalar, from parameters of those names. */
export type Loss = (tape: Tape, parameters: Readonly<Record<string, Variable>>) => Variable;

const step = 1e-2;

/**
 * The largest gap between the tape's gradients and central finite differences, relative to the largest gradient of the
 * parameter. Every evaluation opens a session of its own, so that dropout draws the same mask.
 * @param entries that are tried of each parameter.
 */
export async function gradientGap(
  shapes: Parameters,
  loss: Loss,
  data: Readonly<Record<string, Value>> = {},
  { entries = 12, seed = 'gradients', spread = 0.5 } = {},
): Promise<number> {
  const random = new SeededRandom(seed);
  const values: Record<string, Value & { data: Float32Array }> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const size = shape.reduce((a, b) => a * b, 1);
    values[name] = { shape, data: Float32Array.from({ length: size }, () => spread * normal(random)) };
  }
  const tape = new Tape('check');
  const parameters = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, tape.parameter(name, shape)]),
  );
  const value = loss(tape, parameters);
  tape.differentiate(value, Object.values(parameters));
  tape.output('loss', value);
  const model = tape.build();
  const evaluate = async () => {
    const session = await openGraph(model);
    const results = await session.run({ ...data, ...values });
    await session.release();
    return results;
  };
  const at = await evaluate();
  let worst = 0;
  for (const [name, { data: numbers }] of Object.entries(values)) {
    const gradient = at[gradientName(name)]!;
    if (gradient.length !== numbers.length) throw new Error(`${name}: ${gradient.length} gradients`);
    const largest = Math.max(1e-3, ...gradient.map(Math.abs));
    for (let tried = 0; tried < Math.min(entries, numbers.length); tried++) {
      const i = entries >= numbers.length ? tried : random.nextInt(numbers.length);
      const before = numbers[i]!;
      const sides: number[] = [];
      // Richardson's extrapolation of two central differences: fourth order, so that the step can be far above rounding.
      for (const offset of [step, -step, 2 * step, -2 * step]) {
        numbers[i] = before + offset;
        sides.push((await evaluate()).loss![0]!);
      }
      numbers[i] = before;
      const near = (sides[0]! - sides[1]!) / (2 * step);
      const far = (sides[2]! - sides[3]!) / (4 * step);
      worst = Math.max(worst, Math.abs((4 * near - far) / 3 - gradient[i]!) / largest);
    }
  }
  return worst;
}
