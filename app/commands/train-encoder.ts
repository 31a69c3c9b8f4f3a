import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { systemClock } from '../../core/clock.ts';
import { e5Prefixes, tunedPrefixes } from '../../models/registry/manifest.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { trainEncoder } from '../../models/train/encoder/train-encoder.ts';
import { fewerLayers } from '../../models/train/fewer-layers.ts';
import { dataHash } from '../../models/train/records/data-hash.ts';
import { recordRun } from '../../models/train/records/record-run.ts';
import { encoderExamples, tasksOf } from '../../models/train/shared-encoder/encoder-examples.ts';
import { encoderRecipe, trainingTokens } from '../../models/train/shared-encoder/encoder-recipe.ts';
import { encoderAfter, writeEncoderRun } from '../../models/train/shared-encoder/encoder-run.ts';
import { exactEncodings } from '../../models/train/shared-encoder/exact-encodings.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import { readConfig } from '../config.ts';
import { encoderRows } from '../encoder-rows.ts';
import { progressOn } from '../progress-on.ts';
import { stepTeller } from '../step-teller.ts';
import { numberOption } from './number-options.ts';
import { wholeFrom } from './whole-from.ts';

interface Flags {
  base: string;
  data: string;
  run?: string;
  from?: string;
  layers?: number;
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
    .option(
      '--from <run>',
      'begin with the encoder that an earlier run on the same base ended with; heads are learnt anew',
    )
    .option(
      '--layers <n>',
      'keep so many layers of it, evenly spaced: faster, a little worse (default: all)',
      wholeFrom(1),
    )
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
  const rows = encoderRows(flags.data);
  reading.end(`${rows.length} rows`);
  const base = readEncoderFolder(flags.base);
  const begun = flags.from === undefined ? base : encoderAfter(flags.from, base);
  const { weights, shape } = fewerLayers(begun, flags.layers ?? begun.shape.layers);
  const artefact = openArtefact('encoder');
  const tokenizer = TextTokenizer.load(
    artefact.path('tokenizer.json'),
    artefact.path('tokenizer_config.json'),
    { maximumTokens: trainingTokens, prefixes: tunedPrefixes },
  );
  const tasks = tasksOf(rows);
  const anchoring = progress.begin('anchoring sentence vectors');
  const held = rows.filter(({ anchored, split }) => anchored && split === 'train');
  const cache = new VectorCache(join(folder, 'anchors'), 'base', async (texts) => {
    const tokens = texts.map((text) => tokenizer.encode(text));
    const options = { padToken: tokenizer.padToken, threads: flags.threads };
    return (await exactEncodings(base.weights, base.shape, tokens, options)).map(({ vector }) => vector);
  });
  const vectors = await cache.vectors(
    'anchors',
    held.map(({ text, kind }) => e5Prefixes[kind] + text),
  );
  anchoring.end(`${held.length} texts`);
  const anchors = new Map(held.map((row, i) => [row, vectors[i]!]));
  const { examples, development } = encoderExamples(
    rows,
    tasks,
    (text, kind) => tokenizer.encodeAs(kind, text),
    (row) => anchors.get(row),
  );
  const sources = Object.fromEntries(
    [...new Set(rows.map(({ source }) => source))].map((source) => [
      source,
      rows.filter((row) => row.source === source && row.split === 'train').length,
    ]),
  );
  writeEncoderRun(folder, {
    base: flags.base,
    layers: shape.layers,
    tasks,
    settings,
    ...(flags.from === undefined ? {} : { from: flags.from }),
    rows: sources,
    threads: flags.threads,
    processor: cpus()[0]?.model ?? 'unknown',
  });
  const training = progress.begin('training');
  const told = stepTeller();
  const trained = await recordRun(
    {
      runs: join(readConfig().MAINSTAY_HOME, 'runs'),
      folder,
      kind: 'encoder',
      settings,
      seed: flags.seed,
      dataHash: dataHash(rows),
      rows: sources,
      machine: { threads: flags.threads },
      clock: systemClock,
    },
    async (run) => {
      const result = await trainEncoder({
        weights,
        shape,
        padToken: tokenizer.padToken,
        tasks,
        examples,
        development,
        settings,
        folder,
        threads: flags.threads,
        onStep: (step) => {
          training.at(step.step / step.steps, told(step));
          run.step(step);
        },
      });
      run.finish(result.history.at(-1)?.development ?? {});
      return result;
    },
  );
  training.end(`best at step ${trained.best.step}, macro-F1 ${trained.best.figure.toFixed(4)}`);
  progress.close();
}
