import { join } from 'node:path';
import { hashFraction } from '../../../core/hash-fraction.ts';
import type { Language } from '../../../core/words.ts';
import { e5Prefixes, tunedPrefixes } from '../../registry/manifest.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { readBest, readCheckpoint } from '../encoder/checkpoint.ts';
import type { EncoderWeights } from '../fewer-layers.ts';
import { smoothingOf } from '../smoothing.ts';
import { agreementOf } from './agreement.ts';
import { encoderCard } from './encoder-card.ts';
import type { EncoderRow } from './encoder-row.ts';
import { encoderAfter, readEncoderRun } from './encoder-run.ts';
import { exactEncodings } from './exact-encodings.ts';
import { encoderAttribution, encoderFiles } from './export-encoder.ts';
import { headFigures } from './head-figures.ts';
import { headsOfRun } from './heads-of-run.ts';
import { calibratedHead, isShipped, refittingRows, writeShippedHead } from './shipped-heads.ts';
import { licenceOf } from './source-licences.ts';

export interface ExportOptions {
  /** Of `mainstay train encoder`. */
  readonly run: string;
  /** What the run began with, and where its tokenizer lies. */
  readonly base: EncoderWeights & { readonly folder: string };
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

/** Texts on which the export is held against the trainer's single precision. */
const comparedTexts = 300;
/** Texts that the ranges of the layers' inputs are taken from. */
const rangedTexts = 300;

/**
 * Writes the artefacts of a run: the encoder with its updates merged, int8; the heads, calibrated on rows that were kept
 * out of training; cards with development figures.
 */
export async function exportSharedEncoder(options: ExportOptions): Promise<void> {
  const { run, base, rows, target, report } = options;
  const record = readEncoderRun(run);
  const heads = headsOfRun(readBest(run), record.tasks, record.settings.pooling);
  const { weights, shape } = encoderAfter(run, base);
  const smoothing = await smoothingOf(weights, shape, calibrationTexts(options));
  const files = encoderFiles(weights, shape, smoothing, base.folder);
  const facts = {
    name: 'encoder',
    data: Object.entries(record.rows).flatMap(([name, count]) =>
      count > 0 ? [{ name, licence: licenceOf(name), rows: count }] : [],
    ),
    prefixes: tunedPrefixes,
    licence: 'MIT',
    attribution: encoderAttribution,
    metrics: {},
  };
  // Written once so that it can be read as in service, and again with what that shows.
  writeArtefact(join(target, 'encoder'), files, facts, '');
  const held = rows.filter(({ split, kind }) => split !== 'train' && kind === 'query');
  report(`reading ${held.length} rows that were not trained on, and some that heads are fitted on anew`);
  const refitting = [...heads.keys()].filter(isShipped).flatMap((task) => refittingRows(rows, task));
  const read = [...held, ...refitting];
  const texts = [...new Set(read.map(({ text }) => text))];
  const encodings = await options.encodeBy(target, texts);
  const encodingOf = new Map(texts.map((text, i) => [text, encodings[i]!]));

  const compared = [...new Set(held.filter(({ task }) => task === 'topic').map(({ text }) => text))].slice(
    0,
    comparedTexts,
  );
  const exact = await exactEncodings(
    weights,
    shape,
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
  const agreement = agreementOf(heads.get('topic')!, served, exact);
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
    encoderCard({ record, state, agreement, cosineToBase }),
  );
  for (const [task, head] of heads) {
    const ofTask = held.filter((row) => row.task === task);
    const calibrated = isShipped(task)
      ? calibratedHead(rows, task, { head, labels: head.labels }, ofTask, encodingOf)
      : { head, temperature: 1, share: 0, logLoss: 0, refitted: false };
    const figures = headFigures(options.languageOf, calibrated, ofTask, encodingOf);
    for (const [name, { accuracy, macroF1, rows: count }] of Object.entries(figures))
      report(
        `${task}, ${name}: accuracy ${accuracy.toFixed(4)}, macro-F1 ${macroF1.toFixed(4)}, ${count} rows`,
      );
    if (isShipped(task)) writeShippedHead(options, task, calibrated, figures, encoder);
  }
}

/** Trained rows of each task in equal parts, as tokens. */
function calibrationTexts({ rows, tokensOf }: ExportOptions): Int32Array[] {
  const trained = rows.filter(({ split, kind }) => split === 'train' && kind === 'query');
  const tasks = [...new Set(trained.map(({ task }) => task))];
  return tasks.flatMap((task) =>
    trained
      .filter((row) => row.task === task)
      .map(({ text }) => ({ text, order: hashFraction(`range:${text}`) }))
      .sort((a, b) => a.order - b.order)
      .slice(0, Math.ceil(rangedTexts / tasks.length))
      .map(({ text }) => tokensOf(text, 'query')),
  );
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
