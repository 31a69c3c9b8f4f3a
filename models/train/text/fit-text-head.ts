import { evaluateScores, type TextEvaluation } from '../../evaluation/evaluate-scores.ts';
import { chooseThreshold } from '../../evaluation/scope-figures.ts';
import { scoreHead } from '../../runtime/linear-head.ts';
import { scoreTerms, withTerms } from '../../runtime/term-head.ts';
import { type FittedHead, fitHead, type HeadExample } from '../heads/fit-head.ts';

/** A text with its sentence vector and first token, one behind the other; label null: it belongs to none of the labels. */
export interface VectorRow {
  readonly text: string;
  readonly label: string | null;
  readonly vector: Float32Array;
}

export interface FittedTextHead {
  readonly fitted: FittedHead;
  readonly outOfScopeThreshold: number | null;
  /** On the development rows, with that threshold. */
  readonly development: TextEvaluation;
}

const choices = [0.003, 0.01, 0.03].map((l2) => ({ publicWeight: 1, l2, balance: 0 }));
const termChoices = [0.35, 0.5].map((share) => ({ l2: 5e-5, share }));

/**
 * A head on what a frozen encoder makes of texts, and on the terms of the texts, penalties and mix by cross-validation over the training rows,
 * and the threshold for what is out of scope by the development rows.
 * @param mayLose of in-scope accuracy, for the threshold.
 */
export function fitTextHead(
  train: readonly VectorRow[],
  development: readonly VectorRow[],
  labels: readonly string[],
  mayLose: number,
): FittedTextHead {
  const examples = train.flatMap(({ text, label, vector }): HeadExample[] =>
    label === null ? [] : [{ text, label, vector, own: true, weight: 1 }],
  );
  const fitted = fitHead(examples, labels, choices, termChoices, 'both');
  const probabilities = development.map((row) => probabilitiesOf(fitted, row));
  const threshold = chooseThreshold(
    development.map(({ label }, i) => {
      const confidence = Math.max(...probabilities[i]!);
      return { truth: label, predicted: labels[probabilities[i]!.indexOf(confidence)]!, confidence };
    }),
    mayLose,
  );
  return {
    fitted,
    outOfScopeThreshold: threshold,
    development: evaluateScores({
      labels,
      truths: development.map(({ label }) => label),
      probabilities,
      outOfScopeThreshold: threshold,
    }),
  };
}

function probabilitiesOf({ head, terms }: FittedHead, { text, vector }: VectorRow): Float32Array {
  const fromVector = scoreHead(head, vector);
  return terms ? withTerms(scoreTerms(terms, text), fromVector) : fromVector;
}
