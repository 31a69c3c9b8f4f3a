import { hashFraction } from '../../../core/hash-fraction.ts';
import { type LinearHead, scaledHead, scoreHead } from '../../runtime/linear-head.ts';
import { scaledTerms, scoreTerms, type TermHead } from '../../runtime/term-head.ts';
import { type ScoredRow, temperatureOf } from '../calibrate.ts';
import { evaluate } from '../evaluate.ts';
import { type Example, fitSoftmax } from '../fit-softmax.ts';
import { fitTerms } from '../fit-terms.ts';
import { logarithms, logSoftmax } from '../log-probabilities.ts';

export interface HeadExample extends Example {
  readonly text: string;
  readonly own: boolean;
}

/** How the head on the vector is fitted. */
export interface HeadChoice {
  /** Weight of one public row; an own row weighs 1. */
  readonly publicWeight: number;
  readonly l2: number;
  /** 0: a rare label weighs as its rows do; 1: every label weighs the same. */
  readonly balance: number;
}

/** How the head on the terms is fitted, and its share of the mix with the other; the rest is the vector's. */
export interface TermChoice {
  readonly l2: number;
  readonly share: number;
}

export interface FittedHead {
  readonly head: LinearHead;
  /** Its scores are added to those of `head`; absent where it does not add two points of macro-F1 over the folds. */
  readonly terms?: TermHead;
  readonly choice: HeadChoice;
  readonly termChoice?: TermChoice;
  /** Macro-F1 of the choices over the folds, and that of the vector alone. */
  readonly foldMacroF1: number;
  readonly foldMacroF1OfVector: number;
  readonly temperature: number;
}

/** Held-out rows of all folds, in the order of the examples: log-probabilities of every label. */
type Predictions = readonly Float64Array[];

const folds = 3;
const worthwhileGain = 0.02;

/**
 * Picks penalties, weight of the public rows and mix by cross-validation over the own rows, of very many a part (public
 * rows stay in training), fits on everything, and calibrates by the temperature that suits the folds' held-out rows. The head on the
 * terms learns from own rows alone. Development rows take no part.
 * @param reads what of an encoding the vectors of the examples are.
 */
export function fitHead(
  examples: readonly HeadExample[],
  labels: readonly string[],
  choices: readonly HeadChoice[],
  termChoices: readonly TermChoice[],
  reads: LinearHead['reads'] = 'sentence',
): FittedHead {
  const choosing = choosingRows(examples, labels.length);
  const own = choosing.filter((row) => row.own);
  const truths = own.map((row) => labels.indexOf(row.label));
  const macroF1 = (predictions: Predictions) =>
    evaluate(
      labels,
      predictions.map((scores, i) => ({ truth: own[i]!.label, predicted: labels[likeliest(scores)]! })),
    ).macroF1;
  const better = <T extends { macroF1: number }>(a: T, b: T) => (b.macroF1 > a.macroF1 ? b : a);

  const vector = choices
    .map((choice) => {
      const predictions = crossValidate(choosing, (rows) => {
        const head = fitVector(rows, labels, choice, 30);
        return (row) => logarithms(scoreHead(head, row.vector));
      });
      return { choice, predictions, macroF1: macroF1(predictions) };
    })
    .reduce(better);
  const mixed = [...new Set(termChoices.map(({ l2 }) => l2))]
    .flatMap((l2) => {
      const ofTerms = crossValidate(own, (rows) => {
        const head = fitTerms(weighed(rows, labels, vector.choice), labels, { l2, iterations: 40 });
        return (row) => logSoftmax(scoreTerms(head, row.text));
      });
      const shares = termChoices.filter((choice) => choice.l2 === l2);
      return shares.map((termChoice) => {
        const predictions = mix(vector.predictions, ofTerms, termChoice.share);
        return { termChoice, predictions, macroF1: macroF1(predictions) };
      });
    })
    .reduce(better);

  const worthwhile = mixed.macroF1 - vector.macroF1 >= worthwhileGain;
  const { predictions, macroF1: foldMacroF1 } = worthwhile ? mixed : vector;
  const rows: ScoredRow[] = predictions.map((scores, i) => ({ scores, truth: truths[i]! }));
  const temperature = temperatureOf(rows);
  const { l2, share } = worthwhile ? mixed.termChoice : { l2: 0, share: 0 };
  const head = { ...fitVector(examples, labels, vector.choice, 80), reads };
  const common = { choice: vector.choice, foldMacroF1, foldMacroF1OfVector: vector.macroF1, temperature };
  if (!worthwhile) return { head: scaledHead(head, 1 / temperature), ...common };
  const allOwn = examples.filter((row) => row.own);
  const terms = fitTerms(weighed(allOwn, labels, vector.choice), labels, { l2, iterations: 60 });
  return {
    head: scaledHead(head, (1 - share) / temperature),
    terms: scaledTerms(terms, share / temperature),
    termChoice: mixed.termChoice,
    ...common,
  };
}

/** Own rows times labels that the choices are made on at most: with more, they are made on a part of the own rows. */
const mostChoosing = 200_000;

function choosingRows(examples: readonly HeadExample[], labelCount: number): readonly HeadExample[] {
  const share = mostChoosing / (examples.filter((row) => row.own).length * labelCount);
  return examples.filter((row) => !row.own || hashFraction(`choose:${row.text}`) < share);
}

/** Each own row is scored by a model that has seen the other folds only. */
function crossValidate(
  examples: readonly HeadExample[],
  learn: (rows: readonly HeadExample[]) => (row: HeadExample) => Float64Array,
): Predictions {
  const predictions = new Map<HeadExample, Float64Array>();
  for (let fold = 0; fold < folds; fold++) {
    const isHeldOut = (row: HeadExample) => row.own && Math.floor(hashFraction(row.text) * folds) === fold;
    const score = learn(examples.filter((row) => !isHeldOut(row)));
    for (const row of examples.filter(isHeldOut)) predictions.set(row, score(row));
  }
  return examples.filter((row) => row.own).map((row) => predictions.get(row)!);
}

function mix(ofVector: Predictions, ofTerms: Predictions, share: number): Predictions {
  return ofVector.map((scores, i) => scores.map((score, k) => (1 - share) * score + share * ofTerms[i]![k]!));
}

function fitVector(
  examples: readonly HeadExample[],
  labels: readonly string[],
  choice: HeadChoice,
  iterations: number,
): LinearHead {
  return fitSoftmax(weighed(examples, labels, choice), labels, { l2: choice.l2, iterations });
}

/** The rows with what they weigh: (average rows of a label / its own rows)^balance, counted over the own rows. */
function weighed(
  examples: readonly HeadExample[],
  labels: readonly string[],
  choice: HeadChoice,
): HeadExample[] {
  const counts = new Map(labels.map((label) => [label, 0]));
  for (const { label, own } of examples) if (own) counts.set(label, (counts.get(label) ?? 0) + 1);
  const mean = [...counts.values()].reduce((a, b) => a + b, 0) / counts.size;
  const all = examples.map((row) => ({
    ...row,
    weight:
      row.weight *
      (mean / Math.max(1, counts.get(row.label)!)) ** choice.balance *
      (row.own ? 1 : choice.publicWeight),
  }));
  return all.filter((row) => row.weight > 0);
}

function likeliest(scores: ArrayLike<number>): number {
  const list = Array.from(scores);
  return list.indexOf(Math.max(...list));
}
