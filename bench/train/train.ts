import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../core/seeded-random.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { encoderRecipe } from '../../models/train/shared-encoder/encoder-recipe.ts';
import { quantilesOf } from '../turn/quantiles.ts';
import { OurTrainer } from './our-trainer.ts';
import { startTorch } from './torch-process.ts';

/**
 * Milliseconds a training step, ours and torch's in turn: `npm run bench:train -- BASE [--python PYTHON] [--runs 10]
 * [--layers 6] [--batch 32] [--threads 1]`, where BASE is a folder with model.safetensors and config.json. Both tune
 * every layer in full with AdamW, clipped gradients and dropout .1 on the same rows; the word table is frozen.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3' },
    runs: { type: 'string', default: '10' },
    layers: { type: 'string', default: '6' },
    batch: { type: 'string', default: '32' },
    threads: { type: 'string', default: '1' },
  },
});
const [base] = positionals;
if (!base) {
  process.stderr.write(
    'usage: npm run bench:train -- BASE [--python PYTHON] [--runs 10] [--layers 6] [--batch 32]\n',
  );
  process.exit(2);
}
const [runs, batch, threads] = [values.runs, values.batch, values.threads].map(Number) as [
  number,
  number,
  number,
];
const read = readEncoderFolder(base);
const shape = { ...read.shape, layers: Number(values.layers) };
const classes = 14;
const torch = await startTorch(values.python, join(base, 'model.safetensors'), threads, {
  ...shape,
  classes,
});
console.log(
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${threads} thread(s), ${shape.layers} layers, batch ${batch}; ${torch ? `torch ${torch.version}` : `"${values.python}" has no torch to compare with: name one with --python`}`,
);
const random = new SeededRandom('bench');
const rowsOf = (length: number) =>
  Array.from({ length: batch }, () => ({
    tokens: Int32Array.from({ length }, (_, i) => (i === 0 ? 0 : 4 + random.nextInt(40_000))),
    task: 0,
    target: random.nextInt(classes),
    weight: 1,
  }));

for (const length of [16, 32, 64]) {
  const rows = rowsOf(length);
  const asked = {
    ids: rows.map(({ tokens }) => [...tokens]),
    mask: rows.map(({ tokens }) => [...tokens].map(() => 1)),
    targets: rows.map(({ target }) => target),
  };
  const ours = await OurTrainer.open(read.weights, shape, { ...encoderRecipe, classes, threads });
  const times: { ours: number[]; torch: number[] } = { ours: [], torch: [] };
  const losses: string[] = [];
  for (let run = -2; run < runs; run++) {
    // Turn about, so that neither is always first.
    const sides = run % 2 === 0 ? (['ours', 'torch'] as const) : (['torch', 'ours'] as const);
    for (const side of sides) {
      const result = side === 'ours' ? await ours.step(rows) : await torch?.step({ ...asked, dropout: 0.1 });
      if (result && run >= 0) times[side].push(result.ms);
      if (result && run === -2) losses.push(`${side} ${result.loss.toFixed(3)}`);
    }
  }
  await ours.close();
  const line = (name: string, taken: readonly number[]) => {
    const { p50, p95, p99 } = quantilesOf(taken);
    return `${name} p50 ${p50.toFixed(0)} p95 ${p95.toFixed(0)} p99 ${p99.toFixed(0)} ms`;
  };
  const both = [line('ours', times.ours), ...(torch ? [line('torch', times.torch)] : [])];
  const ratio = torch
    ? `, ours / torch ${(quantilesOf(times.ours).p50 / quantilesOf(times.torch).p50).toFixed(2)}`
    : '';
  console.log(
    `${length} tokens: ${both.join('; ')}${ratio}, ${runs} runs (first losses: ${losses.join(', ')})`,
  );
}
torch?.close();
