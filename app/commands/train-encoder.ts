import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { buildLaboratoryWorld } from '../../adapters/laboratory/laboratory-world.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { type StepProgress, trainEncoder } from '../../models/train/encoder/train-encoder.ts';
import { anchorVectors } from '../../models/train/shared-encoder/anchor-vectors.ts';
import { churnRows } from '../../models/train/shared-encoder/churn-rows.ts';
import { encoderExamples, tasksOf } from '../../models/train/shared-encoder/encoder-examples.ts';
import { encoderRecipe, trainingTokens } from '../../models/train/shared-encoder/encoder-recipe.ts';
import type { EncoderRow } from '../../models/train/shared-encoder/encoder-row.ts';
import { intentRows, messageRows } from '../../models/train/shared-encoder/message-rows.ts';
import { reviewRows } from '../../models/train/shared-encoder/review-rows.ts';
import { writeRunRecord } from '../../models/train/shared-encoder/run-record.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import { readConfig } from '../config.ts';
import { progressOn } from '../progress-on.ts';
import { numberOption } from './number-options.ts';
import { wholeFrom } from './whole-from.ts';

interface Flags {
  base: string;
  data: string;
  run?: string;
  epochs: string;
  learningRate: string;
  threads: number;
  seed: string;
}

/** `train encoder`: fine-tunes the shared encoder with all heads. */
export function trainEncoderCommand(): Command {
  return new Command('encoder')
    .description(
      'Fine-tune the shared encoder with all its heads: sentiment, topic, churn from text, public intents. A run that was killed goes on where its last checkpoint is.',
    )
    .requiredOption('--base <folder>', 'model.safetensors, config.json and tokenizer.json to start from')
    .requiredOption('--data <folder>', 'folder of the public data sets, one folder each (models/train/sets)')
    .option('--run <folder>', 'where checkpoints and curves go (default: runs/encoder in MAINSTAY_HOME)')
    .option('--epochs <n>', 'passes over the rows; may be a fraction', String(encoderRecipe.epochs))
    .option('--learning-rate <n>', 'peak, of the encoder', String(encoderRecipe.learningRate))
    .option('--threads <n>', 'of the training step', wholeFrom(1), 1)
    .option('--seed <text>', 'of order, initial values and dropout', encoderRecipe.seed)
    .action(trainSharedEncoder);
}

async function trainSharedEncoder(flags: Flags): Promise<void> {
  const folder = resolve(flags.run ?? join(readConfig().MAINSTAY_HOME, 'runs', 'encoder'));
  const settings = {
    ...encoderRecipe,
    epochs: numberOption('--epochs', flags.epochs, { above: 0 }),
    learningRate: numberOption('--learning-rate', flags.learningRate, { above: 0 }),
    seed: flags.seed,
  };
  const progress = progressOn(process.stderr);
  const reading = progress.begin('reading the data sets');
  const rows = trainingRows(flags.data);
  reading.end(`${rows.length} rows`);
  const { weights, shape } = readEncoderFolder(flags.base);
  const artefact = openArtefact('encoder');
  const tokenizer = TextTokenizer.load(
    artefact.path('tokenizer.json'),
    artefact.path('tokenizer_config.json'),
    trainingTokens,
  );
  const tasks = tasksOf(rows);
  const anchoring = progress.begin('anchoring sentence vectors');
  const held = rows.filter(({ anchored, split }) => anchored && split === 'train');
  const cache = new VectorCache(join(folder, 'anchors'), 'base', (texts) =>
    anchorVectors(
      weights,
      shape,
      texts.map((text) => tokenizer.encode(text)),
      { padToken: tokenizer.padToken, threads: flags.threads },
    ),
  );
  const vectors = await cache.vectors(
    'anchors',
    held.map(({ text, kind }) => `${kind}: ${text}`),
  );
  anchoring.end(`${held.length} texts`);
  const anchors = new Map(held.map((row, i) => [row, vectors[i]!]));
  const { examples, development } = encoderExamples(
    rows,
    tasks,
    (text, kind) => tokenizer.encode(text, kind === 'passage' ? 'passage: ' : ''),
    (row) => anchors.get(row),
  );
  const sources = Object.fromEntries(
    [...new Set(rows.map(({ source }) => source))].map((source) => [
      source,
      rows.filter((row) => row.source === source && row.split === 'train').length,
    ]),
  );
  writeRunRecord(folder, { base: flags.base, layers: shape.layers, tasks, settings, rows: sources });
  const training = progress.begin('training');
  const told = stepTeller();
  const trained = await trainEncoder({
    weights,
    shape,
    padToken: tokenizer.padToken,
    tasks,
    examples,
    development,
    settings,
    folder,
    threads: flags.threads,
    onStep: (step) => training.at(step.step / step.steps, told(step)),
  });
  training.end(`best at step ${trained.best.step}, macro-F1 ${trained.best.figure.toFixed(4)}`);
  progress.close();
}

function trainingRows(folder: string): EncoderRow[] {
  const { conversations } = buildLaboratoryWorld('encoder');
  const outcomes = conversations
    .filter(({ ordered }) => ordered !== null)
    .map(({ messages, ordered, part }) => ({
      messages,
      left: !ordered,
      split: part === 'train' ? ('train' as const) : ('dev' as const),
    }));
  const some = [
    ...outcomes.filter(({ split }) => split === 'train').slice(-4_000),
    ...outcomes.filter(({ split }) => split === 'dev').slice(-400),
  ];
  return [...reviewRows(folder), ...messageRows(folder), ...churnRows(some), ...intentRows(folder)].flatMap(
    (row) => {
      const text = textAsServed(row.text).trim();
      return text === '' ? [] : [{ ...row, text }];
    },
  );
}

/** Loss, learning rate and the time left, from the pace of the last hundred steps. */
function stepTeller(): (progress: StepProgress) => string {
  const times: number[] = [];
  let mean = Number.NaN;
  return ({ step, steps, loss, learningRate, latest }) => {
    times.push(performance.now());
    if (times.length > 100) times.shift();
    mean = Number.isNaN(mean) ? loss : 0.98 * mean + 0.02 * loss;
    const pace = times.length > 1 ? (times.at(-1)! - times[0]!) / (times.length - 1) : 0;
    const minutes = (pace * (steps - step)) / 60_000;
    const figures = latest
      ? Object.entries(latest.development)
          .map(([task, { accuracy }]) => `${task} ${(100 * accuracy).toFixed(1)}`)
          .join(', ')
      : '';
    return `step ${step} of ${steps}, loss ${mean.toFixed(3)}, learning rate ${learningRate.toExponential(1)}, ${(pace / 1000).toFixed(2)} s a step, ${minutes.toFixed(0)} min left ${figures}`;
  };
}
