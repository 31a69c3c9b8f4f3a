import { join } from 'node:path';
import type { Language } from '../../../core/words.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { Weights, WeightTensor } from '../../onnx/safetensors.ts';
import { type ArtefactManifest, e5Prefixes, tunedPrefixes } from '../../registry/manifest.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import type { LinearHead } from '../../runtime/linear-head.ts';
import { readBest, readCheckpoint } from '../encoder/checkpoint.ts';
import { mergeUpdates } from '../encoder/merge-updates.ts';
import { headBias, headWeight } from '../encoder/training-graph.ts';
import { type Evaluation, evaluate } from '../evaluate.ts';
import { fitTerms } from '../fit-terms.ts';
import { predict } from '../predict.ts';
import { agreementOf } from './agreement.ts';
import { type CalibratedHead, calibrateHead } from './calibrate-head.ts';
import { encoderCard } from './encoder-card.ts';
import type { EncoderRow } from './encoder-row.ts';
import { exactEncodings } from './exact-encodings.ts';
import { encoderAttribution, encoderFiles } from './export-encoder.ts';
import { headsOfRun } from './heads-of-run.ts';
import { readRunRecord } from './run-record.ts';
import { shippedHeadCard } from './shipped-head-card.ts';

export interface ExportOptions {
  /** Of `mainstay train encoder`. */
  readonly run: string;
  /** What the run began with, and where its tokenizer lies. */
  readonly base: { readonly folder: string; readonly weights: Weights; readonly shape: BertShape };
  /** The rows of the run. */
  readonly rows: readonly EncoderRow[];
  /** Where a folder for each artefact is written. */
  readonly target: string;
  readonly tokensOf: (text: string, kind: EncoderRow['kind']) => Int32Array;
  readonly padToken: number;
  readonly languageOf: (text: string) => Language;
  /** Reads texts by an encoder's artefact, as in service. */
  readonly encodeBy: (artefactRoot: string, texts: readonly string[]) => Promise<Encoding[]>;
  readonly report: (line: string) => void;
}

/** Heads that are shipped; the others made the encoder better. */
const shipped = {
  topic: {
    title: 'Topic head',
    about: "Which of the fourteen topics a shopper's message is about; each topic is a skill of the bot.",
  },
  sentiment: {
    title: 'Sentiment head',
    about: `How a shopper feels: negative, neutral or positive, in a message or in a review.

**Where neutral comes from.** Neutral is what the own messages have that ask or state facts without feeling, which is
most of what shoppers write. Reviews of films, goods, meals and clothes know two poles only: a review is hardly ever
called neutral.`,
  },
  aspect: {
    title: 'Aspect head',
    about: 'What a clause of a review is about: one of nine aspects that shops can act on.',
  },
} as const;

const licences: Readonly<Record<string, string>> = {
  own: 'MIT (part of this project)',
  'own clauses': 'MIT (part of this project)',
  laboratory: 'MIT (simulated by this project)',
  sst2: 'SST terms; rows not included',
  womens_clothing: 'CC0; rows not included',
  clinc150: 'CC BY 3.0; rows not included',
  banking77: 'CC BY 4.0; rows not included',
  multidogo: 'CDLA-Permissive 1.0; rows not included',
};
const unstated = 'unstated; rows not included';

/** Texts on which the export is held against the trainer's single precision. */
const comparedTexts = 300;
/** Penalty of the heads on terms; it fits thousands of rows. */
const termPenalty = 5e-5;

/**
 * Writes the artefacts of a run: the encoder with its updates merged, int8; the heads, calibrated on rows that were kept
 * out of training; cards with development figures.
 */
export async function exportSharedEncoder(options: ExportOptions): Promise<void> {
  const { run, base, rows, target, report } = options;
  const record = readRunRecord(run);
  const tensors = readBest(run);
  const heads = headsOfRun(tensors, record.tasks, record.settings.pooling);
  const weights = mergeUpdates(base.weights, withoutHeads(tensors), record.settings.tuning);
  const files = encoderFiles(weights, base.shape, base.folder);
  const facts = {
    name: 'encoder',
    data: Object.entries(record.rows).flatMap(([name, count]) =>
      count > 0 ? [{ name, licence: licences[name] ?? unstated, rows: count }] : [],
    ),
    prefixes: tunedPrefixes,
    licence: 'MIT',
    attribution: encoderAttribution,
    metrics: {},
  };
  // Written once so that it can be read as in service, and again with what that shows.
  writeArtefact(join(target, 'encoder'), files, facts, '');
  const held = rows.filter(({ split, kind }) => split !== 'train' && kind === 'query');
  report(`reading ${held.length} rows that were not trained on`);
  const texts = [...new Set(held.map(({ text }) => text))];
  const encodings = await options.encodeBy(target, texts);
  const encodingOf = new Map(texts.map((text, i) => [text, encodings[i]!]));

  const compared = [...new Set(held.filter(({ task }) => task === 'topic').map(({ text }) => text))].slice(
    0,
    comparedTexts,
  );
  const exact = await exactEncodings(
    weights,
    base.shape,
    compared.map((text) => options.tokensOf(text, 'query')),
    { padToken: options.padToken, threads: 1 },
  );
  const before = await exactEncodings(
    base.weights,
    base.shape,
    compared.map((text) => options.tokensOf(e5Prefixes.query + text, 'query')),
    { padToken: options.padToken, threads: 1 },
  );
  const served = compared.map((text) => encodingOf.get(text)!);
  const agreement = agreementOf(
    heads.get('topic')!,
    served.map(({ first }) => first),
    exact.map(({ first }) => first),
  );
  const cosineToBase =
    served.reduce((sum, { vector }, i) => sum + cosine(vector, before[i]!.vector), 0) / served.length;
  report(
    `int8 against fp32 on ${agreement.texts} messages: largest logit difference ${agreement.largestLogitDifference.toFixed(4)}, same topic ${(100 * agreement.sameLabel).toFixed(1)} %; cosine to the base encoder ${cosineToBase.toFixed(4)}`,
  );
  const state = readCheckpoint(run)!.state;
  const { largestLogitDifference, sameLabel } = agreement;
  const encoder = writeArtefact(
    join(target, 'encoder'),
    files,
    { ...facts, metrics: { largestLogitDifference, sameTopicAsFp32: sameLabel, cosineToBase } },
    encoderCard({ record, state, agreement, cosineToBase, licences }),
  );
  for (const [task, head] of heads) {
    const ofTask = held.filter((row) => row.task === task);
    const calibrated =
      task in shipped
        ? calibratedHead(options, task, head, ofTask, encodingOf)
        : { head, temperature: 1, share: 0, logLoss: 0 };
    const figures = figuresOf(options, calibrated, ofTask, encodingOf);
    for (const [name, { accuracy, macroF1, rows: count }] of Object.entries(figures))
      report(
        `${task}, ${name}: accuracy ${accuracy.toFixed(4)}, macro-F1 ${macroF1.toFixed(4)}, ${count} rows`,
      );
    if (task in shipped) writeHead(options, task as keyof typeof shipped, calibrated, figures, encoder);
  }
}

function calibratedHead(
  { rows }: ExportOptions,
  task: string,
  head: LinearHead,
  held: readonly EncoderRow[],
  encodingOf: ReadonlyMap<string, Encoding>,
): CalibratedHead {
  const own = rows.filter((row) => row.task === task && isOwn(row) && row.split === 'train');
  const terms = fitTerms(own, head.labels, { l2: termPenalty, iterations: 60 });
  const calibration = held.filter(({ split }) => split === 'calibration');
  return calibrateHead(
    head,
    terms,
    calibration.map(({ text, label }) => ({ text, label, input: encodingOf.get(text)!.first })),
  );
}

/** Development figures: of the own messages by language, of each public set. */
function figuresOf(
  { languageOf }: ExportOptions,
  { head, terms }: CalibratedHead,
  held: readonly EncoderRow[],
  encodingOf: ReadonlyMap<string, Encoding>,
): Record<string, Evaluation> {
  const names = { en: 'English', zh: 'Chinese' } as const;
  const groups = new Map<string, EncoderRow[]>();
  for (const row of held) {
    if (row.split !== 'dev') continue;
    const name = isOwn(row) ? `${row.source}, ${names[languageOf(row.text)]}` : row.source;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return Object.fromEntries(
    [...groups]
      .sort(([a], [b]) => Number(b.startsWith('own')) - Number(a.startsWith('own')))
      .map(([name, group]) => {
        const pairs = group.map(({ text, label }) => ({
          truth: label,
          predicted: predict(
            { head, ...(terms ? { terms } : {}) },
            { vector: encodingOf.get(text)!.first, text },
          ),
        }));
        return [name, evaluate(head.labels, pairs)];
      }),
  );
}

function writeHead(
  { target, rows }: ExportOptions,
  task: keyof typeof shipped,
  calibrated: CalibratedHead,
  figures: Readonly<Record<string, Evaluation>>,
  encoder: ArtefactManifest,
): void {
  const { head, terms } = calibrated;
  const trained = rows.filter((row) => row.task === task && row.split === 'train');
  const data = [...new Set(trained.map(({ source }) => source))].map((name) => ({
    name,
    licence: licences[name] ?? unstated,
    rows: trained.filter(({ source }) => source === name).length,
  }));
  writeArtefact(
    join(target, task),
    {
      'head.json': `${JSON.stringify(rounded(head))}\n`,
      ...(terms ? { 'terms.json': encodeTermHead(terms) } : {}),
    },
    {
      name: task,
      labels: head.labels,
      encoder: encoder.version,
      data,
      licence: 'MIT',
      attribution: encoderAttribution,
      metrics: Object.fromEntries(
        Object.entries(figures).flatMap(([name, { accuracy, macroF1, rows: count }]) => [
          [`${name}: accuracy`, round(accuracy)],
          [`${name}: macro-F1`, round(macroF1)],
          [`${name}: rows`, count],
        ]),
      ),
    },
    shippedHeadCard({ ...shipped[task], calibrated, encoderVersion: encoder.version, data, figures }),
  );
}

function isOwn({ source }: EncoderRow): boolean {
  return source.startsWith('own');
}

function withoutHeads(tensors: ReadonlyMap<string, WeightTensor>): ReadonlyMap<string, WeightTensor> {
  return new Map([...tensors].filter(([name]) => name !== headWeight && name !== headBias));
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Six significant digits: more than the int8 encoder's own noise. */
function rounded(head: LinearHead): LinearHead {
  const short = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(6)));
  return { ...head, weights: short(head.weights), bias: short(head.bias) };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
