import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { inspectSource } from '../../adapters/shop-import/source/inspect-source.ts';
import { systemClock } from '../../core/clock.ts';
import { BadInputError } from '../../core/errors.ts';
import { defaultNextItem, type NextItemSettings } from '../../models/train/recommender/next-item-settings.ts';
import { readConfig } from '../config.ts';
import { differenceText, engineTable } from '../next-item/engine-table.ts';
import { readSequences } from '../next-item/read-sequences.ts';
import { type RecommenderReport, trainRecommender } from '../next-item/train-recommender.ts';
import { type TrainShopRecommender, trainShopRecommender } from '../next-item/train-shop-recommender.ts';
import { writeRecommender } from '../next-item/write-recommender.ts';
import { progressOn } from '../progress-on.ts';
import { stopSignals } from '../stop-signals.ts';
import { numberOption } from './number-options.ts';
import { wholeFrom } from './whole-from.ts';

interface TrainRecommenderFlags {
  train?: string;
  out?: string;
  shop?: string;
  epochs: number;
  width: number;
  batch: number;
  dropout: string;
  learningRate: string;
  seed: string;
  threads: number;
  json?: boolean;
}

const examples = `
The file holds a line per shopper, "shopper item item ...", oldest item first. A run that was stopped or killed goes on
when the same command is given again.

Examples:
  mainstay train recommender --train sequences.txt --out ./recommender
  mainstay train recommender --shop demo`;

/** What `--shop` needs, and how to let go of it. */
export type TrainRecommenderResources = Omit<
  TrainShopRecommender,
  'settings' | 'progress' | 'signal' | 'threads'
> & {
  close(): Promise<void>;
};

/** `train recommender`: a next-item model from sequences of purchases, of a file or of a shop. */
export function trainRecommenderCommand(open: () => Promise<TrainRecommenderResources>): Command {
  return new Command('recommender')
    .description('Train a model of what a shopper buys next and try it beside neighbours')
    .option('--train <file>', 'sequences of purchases')
    .option('--out <folder>', 'where model, report and card are written; checkpoints in checkpoint/')
    .option(
      '--shop <id>',
      "from the shop's own orders; served where it is better than neighbours beyond doubt",
    )
    .option('--epochs <number>', 'at most', wholeFrom(1), defaultNextItem.epochs)
    .option('--width <number>', "of the products' vectors", wholeFrom(2), defaultNextItem.width)
    .option('--batch <number>', 'shoppers of a batch', wholeFrom(1), defaultNextItem.batchSize)
    .option('--dropout <share>', 'share of values left out', String(defaultNextItem.dropoutRate))
    .option('--learning-rate <number>', 'at its peak', String(defaultNextItem.learningRate))
    .option('--seed <text>', 'of beginnings, batches and masks', defaultNextItem.seed)
    .option('--threads <number>', 'of one operation', wholeFrom(1), 1)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples)
    .action((flags: TrainRecommenderFlags) => train(flags, open));
}

async function train(
  flags: TrainRecommenderFlags,
  open: () => Promise<TrainRecommenderResources>,
): Promise<void> {
  const { train: path, out, shop } = flags;
  if ((shop === undefined) === (path === undefined) || (path !== undefined && out === undefined))
    throw new BadInputError('either --train FILE with --out FOLDER, or --shop ID would be right');
  const settings = settingsOf(flags);
  const progress = progressOn(process.stderr);
  try {
    const parts = { settings, threads: flags.threads, progress, signal: stopSignals() };
    const { report, note } =
      shop === undefined ? await trainFile(path!, resolve(out!), parts) : await trainShop(shop, parts, open);
    process.stdout.write(
      flags.json ? `${JSON.stringify(report, null, 2)}\n` : `${reportText(report)}${note}\n`,
    );
  } finally {
    progress.close();
  }
}

type Parts = Pick<TrainShopRecommender, 'settings' | 'threads' | 'progress' | 'signal'>;

async function trainFile(path: string, folder: string, parts: Parts) {
  const sequences = await readSequences(path);
  const { sha256 } = await inspectSource(path);
  const { report, model } = await trainRecommender({
    ...parts,
    histories: sequences.map(({ items }) => items),
    texts: null,
    folder: join(folder, 'checkpoint'),
    records: {
      runs: join(readConfig().MAINSTAY_HOME, 'runs'),
      name: `recommender-${basename(folder)}`,
      clock: systemClock,
    },
    always: true,
  });
  const [cpu] = cpus();
  const machine = `${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown kind'}, ${parts.threads} of them used`;
  writeRecommender(folder, model!, report, { file: basename(path), sha256, machine });
  return { report, note: `Written to ${folder}` };
}

async function trainShop(shopId: string, parts: Parts, open: () => Promise<TrainRecommenderResources>) {
  const { close, ...resources } = await open();
  try {
    const { report, version } = await trainShopRecommender({ ...resources, ...parts }, shopId);
    const note = report.serves
      ? `${version} serves shop "${shopId}" within ten seconds`
      : `neighbours alone go on serving shop "${shopId}"`;
    return { report, note };
  } finally {
    await close();
  }
}

function reportText({
  shoppers,
  products,
  purchases,
  trial,
  weight,
  bestEpoch,
  serves,
}: RecommenderReport): string {
  const { model, mixed } = trial.aboveKnn!;
  return `${[
    `${purchases} purchases of ${shoppers} shoppers, ${products} products; epoch ${bestEpoch} was the best`,
    `Trial on the last product of ${trial.knn.shoppers} shoppers; the model weighs ${weight} beside neighbours' 1:`,
    engineTable(trial),
    `NDCG@10 above neighbours, 95 %, paired over shoppers: model ${differenceText(model)}, both ${differenceText(mixed)}`,
    serves
      ? 'Both together are better than neighbours alone beyond doubt.'
      : 'Not better than neighbours alone beyond doubt.',
  ].join('\n')}\n`;
}

function settingsOf(flags: TrainRecommenderFlags): NextItemSettings {
  const { width, epochs, batch, seed } = flags;
  if (width % defaultNextItem.heads !== 0)
    throw new BadInputError(`--width is ${width}; a multiple of ${defaultNextItem.heads} would be right`);
  return {
    ...defaultNextItem,
    width,
    epochs,
    batchSize: batch,
    dropoutRate: numberOption('--dropout', flags.dropout, { atLeast: 0, below: 1 }),
    learningRate: numberOption('--learning-rate', flags.learningRate, { above: 0 }),
    seed,
  };
}
