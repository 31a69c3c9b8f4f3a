import { join } from 'node:path';
import { hashFraction } from '../../../core/hash-fraction.ts';
import { encodeHead } from '../../registry/head-file.ts';
import type { ArtefactManifest } from '../../registry/manifest.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { type LinearHead, readBy } from '../../runtime/linear-head.ts';
import type { Evaluation } from '../evaluate.ts';
import { fitSoftmax } from '../fit-softmax.ts';
import { fitTerms } from '../fit-terms.ts';
import { calibrateHead, type ServedHead } from './calibrate-head.ts';
import { type EncoderRow, isOwn } from './encoder-row.ts';
import { encoderAttribution } from './export-encoder.ts';
import { shippedHeadCard } from './shipped-head-card.ts';
import { licenceOf } from './source-licences.ts';

/** Heads that are shipped; the others made the encoder better. */
export const shippedHeads = {
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
  churn: {
    title: 'Leaving head',
    about: `Whether who writes a message will order again within 90 days, as far as its words tell.

**Simulated.** It was trained on the laboratory's past conversations alone (docs/science/laboratory.md): invented shoppers,
written from invented phrasings. It says how much a message sounds like leaving there, steers tone and priority together
with what the shopper did, and never touches money.`,
  },
} as const;

export type ShippedHead = keyof typeof shippedHeads;

export function isShipped(task: string): task is ShippedHead {
  return task in shippedHeads;
}

/** Penalty of the heads on terms; it fits thousands of rows. */
const termPenalty = 5e-5;
/** Penalties that heads fitted anew are tried with. */
const penalties = [0.003, 0.01, 0.03];

/** Public rows that a head is fitted on anew, for each own one at most. */
const publicForOwn = 3;

/**
 * Rows that the head of a task is fitted on anew: own ones that were trained on, and public ones, which weigh as much as
 * the own ones all together. None for leaving: words of a generator are not worth learning by heart.
 */
export function refittingRows(rows: readonly EncoderRow[], task: string): EncoderRow[] {
  const trained = rows.filter((row) => row.task === task && row.split === 'train' && row.kind === 'query');
  const own = trained.filter(isOwn);
  const others = trained
    .filter((row) => !isOwn(row))
    .map((row) => ({ row, order: hashFraction(`refit:${row.text}`) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, publicForOwn * own.length);
  const weight = own.length / Math.max(own.length, others.length);
  return [...own, ...others.map(({ row }) => ({ ...row, weight: row.weight * weight }))];
}

/**
 * The head of a run where there is one, or one fitted anew, mixed with a head on terms and calibrated: whichever makes rows that were kept
 * out of training likeliest. A head that was trained in small steps beside other tasks stops short of the best one for
 * its encoder.
 */
export function calibratedHead(
  rows: readonly EncoderRow[],
  task: string,
  { head, labels }: { readonly head: LinearHead | null; readonly labels: readonly string[] },
  held: readonly EncoderRow[],
  encodingOf: ReadonlyMap<string, Encoding>,
): ServedHead {
  const refitting = refittingRows(rows, task);
  const terms =
    refitting.length > 0 ? fitTerms(refitting, labels, { l2: termPenalty, iterations: 60 }) : null;
  const calibration = held.filter(({ split }) => split === 'calibration');
  return [...(head ? [head] : []), ...refittedHeads(refitting, labels, encodingOf)]
    .map((candidate) => ({
      ...calibrateHead(
        candidate,
        terms,
        calibration.map(({ text, label }) => ({
          text,
          label,
          input: readBy(candidate, encodingOf.get(text)!),
        })),
      ),
      refitted: candidate !== head,
    }))
    .reduce((best, candidate) => (candidate.logLoss < best.logLoss ? candidate : best));
}

function refittedHeads(
  rows: readonly EncoderRow[],
  labels: readonly string[],
  encodingOf: ReadonlyMap<string, Encoding>,
): LinearHead[] {
  if (rows.length === 0) return [];
  const reads = 'both';
  const examples = rows.map(({ text, label, weight }) => ({
    label,
    weight,
    vector: readBy({ reads }, encodingOf.get(text)!),
  }));
  return penalties.map((l2) => ({ ...fitSoftmax(examples, labels, { l2, iterations: 80 }), reads }));
}

/** Writes the artefact of a head with its card. */
export function writeShippedHead(
  { target, rows }: { readonly target: string; readonly rows: readonly EncoderRow[] },
  task: ShippedHead,
  calibrated: ServedHead,
  figures: Readonly<Record<string, Evaluation>>,
  encoder: ArtefactManifest,
): void {
  const { head, terms } = calibrated;
  const trained = rows.filter((row) => row.task === task && row.split === 'train');
  const data = [...new Set(trained.map(({ source }) => source))].map((name) => ({
    name,
    licence: licenceOf(name),
    rows: trained.filter(({ source }) => source === name).length,
  }));
  writeArtefact(
    join(target, task),
    {
      'head.json': encodeHead(head),
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
    shippedHeadCard({ ...shippedHeads[task], calibrated, encoderVersion: encoder.version, data, figures }),
  );
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
