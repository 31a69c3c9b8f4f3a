import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { BadInputError } from '../../core/errors.ts';
import { hashFraction } from '../../models/train/sets/split-by-hash.ts';
import { checkLabelled } from '../../models/train/text/check-labelled.ts';
import { fitTextHead, type VectorRow } from '../../models/train/text/fit-text-head.ts';
import { writeTextModel } from '../../models/train/text/write-text-model.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { readConfig } from '../config.ts';
import { type LabelledText, type LabelledTextFlags, labelledTexts } from '../labelled-texts.ts';
import type { Progress } from '../progress.ts';
import { progressOn } from '../progress-on.ts';
import { textEvaluationText } from '../text-evaluation-text.ts';
import { openEncoder } from './open-encoder.ts';

interface TrainTextFlags extends LabelledTextFlags {
  data: string;
  dev?: string;
  out: string;
  outOfScope?: string;
  json?: boolean;
}

/** Where no development file is given, this share of the rows, chosen by their text. */
const developmentShare = 0.15;
/** What the threshold for texts out of scope may cost. */
const mayLose = 0.01;

const examples = `
Examples:
  mainstay train text --data reviews.csv --text "Review Text" --label "Department Name" --out ./departments
  mainstay train text --data intents.csv --text text --label intent --out-of-scope oos --out ./intents

The folder holds the model, its manifest and its card; mainstay evaluate text --model FOLDER measures it on other rows.`;

/** `train text`: a shop's own classifier from a labelled file. */
export function trainTextModelCommand(): Command {
  return new Command('text')
    .description(
      'Train a classifier of your own from a labelled file, on frozen vectors: a minute for thousands of texts',
    )
    .requiredOption('--data <file>', 'texts with their labels: CSV, TSV or JSON lines, gzip or not')
    .option('--text <column>', 'the text')
    .option('--label <column>', 'the label')
    .option('--map <pairs>', 'renames labels: old=new,...')
    .option('--dev <file>', `rows to measure on (default: ${100 * developmentShare} % of the data)`)
    .option('--out-of-scope <label>', 'the label of texts that belong to none: they choose a threshold')
    .requiredOption('--out <folder>', 'where the model is written')
    .option('--skip-empty', 'leave out rows without a text or a label')
    .option('--json', 'print the development figures as one JSON object')
    .addHelpText('after', examples)
    .action(trainText);
}

async function trainText(flags: TrainTextFlags): Promise<void> {
  const { train, development, source } = await rowsOf(flags);
  const labels = checkLabelled(train.filter(({ label }) => label !== flags.outOfScope));
  refuseStrangers(development, [...labels, flags.outOfScope ?? '']);
  const progress = progressOn(process.stderr);
  const encoder = await openEncoder();
  try {
    const vectorsOf = await embedding(encoder, progress, train.length + development.length);
    const trained = await vectorRows(train, flags.outOfScope, vectorsOf);
    const measured = await vectorRows(development, flags.outOfScope, vectorsOf);
    vectorsOf.end();
    const step = progress.begin('Fitting');
    const result = fitTextHead(trained, measured, labels, mayLose);
    step.end();
    const { choice, termChoice } = result.fitted;
    const manifest = writeTextModel(resolve(flags.out), result, {
      name: basename(resolve(flags.out)),
      dataFile: basename(flags.data),
      trainRows: train.length,
      encoderVersion: encoder.version,
      settings: {
        model: `multinomial logistic regression on the frozen sentence vector${termChoice ? `, mixed with one on the terms of the text (share ${termChoice.share})` : ''}`,
        penalty: `L2 ${choice.l2}, by 3-fold cross-validation over the training rows`,
      },
      developmentSource: source,
    });
    const { development: figures } = result;
    const named = { ...figures, version: manifest.version };
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ ...named, folder: resolve(flags.out), trainRows: train.length }, null, 2)}\n`
        : `${textEvaluationText(named)}Measured on ${source}. Written to ${resolve(flags.out)}\n`,
    );
  } finally {
    progress.close();
    await encoder.close();
  }
}

async function rowsOf(flags: TrainTextFlags) {
  const rows = await labelledTexts(flags.data, flags);
  checkLabelled(rows.filter(({ label }) => label !== flags.outOfScope));
  if (flags.dev !== undefined)
    return { train: rows, development: await labelledTexts(flags.dev, flags), source: basename(flags.dev) };
  const isDevelopment = ({ text }: LabelledText) => hashFraction(text) < developmentShare;
  const development = rows.filter(isDevelopment);
  if (development.length === 0)
    throw new BadInputError(`${rows.length} rows are too few to measure on a part of them: give --dev FILE`);
  return {
    train: rows.filter((row) => !isDevelopment(row)),
    development,
    source: `${100 * developmentShare} % of ${basename(flags.data)}, chosen by their text`,
  };
}

function refuseStrangers(rows: readonly LabelledText[], labels: readonly string[]): void {
  const stranger = rows.find(({ label }) => !labels.includes(label));
  if (stranger)
    throw new BadInputError(
      `the rows to measure on have the label "${stranger.label}" (line ${stranger.line}), which no training row has: add training rows of it, or rename it with --map`,
    );
}

/** Vectors by a cache, with one bar for all of them. */
async function embedding(
  { embedder, version }: Awaited<ReturnType<typeof openEncoder>>,
  progress: Progress,
  total: number,
) {
  const step = progress.begin(`Encoding ${total} texts`);
  let done = 0;
  const cache = new VectorCache(join(readConfig().MAINSTAY_HOME, 'vectors'), version, async (texts) => {
    const vectors: Float32Array[] = [];
    const piece = 256;
    for (let from = 0; from < texts.length; from += piece) {
      vectors.push(...(await embedder.embedMany(texts.slice(from, from + piece), 'query')));
      done += Math.min(piece, texts.length - from);
      step.at(done / total);
    }
    return vectors;
  });
  return { of: (texts: readonly string[]) => cache.vectors('own-text', texts), end: () => step.end() };
}

async function vectorRows(
  rows: readonly LabelledText[],
  outOfScope: string | undefined,
  vectors: Awaited<ReturnType<typeof embedding>>,
): Promise<VectorRow[]> {
  const texts = rows.map(({ text }) => textAsServed(text));
  const all = await vectors.of(texts);
  return rows.map(({ label }, i) => ({
    text: texts[i]!,
    label: label === outOfScope ? null : label,
    vector: all[i]!,
  }));
}
