import { type LinearHead, scoreHead } from '../../runtime/linear-head.ts';
import { calibrate } from '../calibrate.ts';
import { evaluate } from '../evaluate.ts';
import { type Example, fitSoftmax } from '../fit-softmax.ts';
import { hashFraction } from '../sets/split-by-hash.ts';

export interface HeadExample extends Example {
  readonly text: string;
  readonly own: boolean;
}

export interface HeadChoice {
  /** Weight of one public row; an own row weighs 1. */
  readonly publicWeight: number;
  readonly l2: number;
  /** 0: a rare label weighs as its rows do; 1: every label weighs the same. */
  readonly balance: number;
}

export interface FittedHead {
  readonly head: LinearHead;
  readonly choice: HeadChoice;
  /** Macro-F1 of the choice over the folds. */
  readonly foldMacroF1: number;
  readonly temperature: number;
}

const folds = 3;

/**
 * Picks penalty and weight of the public rows by cross-validation over the own rows (public rows stay in training), fits
 * on everything, and calibrates by the temperature that suits the folds' held-out rows. Development rows take no part.
 */
export function fitHead(
  examples: readonly HeadExample[],
  labels: readonly string[],
  choices: readonly HeadChoice[],
): FittedHead {
  const tried = choices.map((choice) => ({ choice, ...crossValidate(examples, labels, choice) }));
  const best = tried.reduce((a, b) => (b.macroF1 > a.macroF1 ? b : a));
  const head = fitChoice(examples, labels, best.choice, 120);
  return {
    head: divideBy(head, best.temperature),
    choice: best.choice,
    foldMacroF1: best.macroF1,
    temperature: best.temperature,
  };
}

function crossValidate(examples: readonly HeadExample[], labels: readonly string[], choice: HeadChoice) {
  const pairs: { truth: string; predicted: string }[] = [];
  const temperatures: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const isHeldOut = (row: HeadExample) => row.own && Math.floor(hashFraction(row.text) * folds) === fold;
    const heldOut = examples.filter(isHeldOut);
    const head = fitChoice(
      examples.filter((row) => !isHeldOut(row)),
      labels,
      choice,
      60,
    );
    for (const { vector, label } of heldOut) pairs.push({ truth: label, predicted: predict(head, vector) });
    temperatures.push(calibrate(head, heldOut).temperature);
  }
  const temperature = Math.exp(temperatures.reduce((sum, t) => sum + Math.log(t), 0) / folds);
  return { macroF1: evaluate(labels, pairs).macroF1, temperature };
}

function fitChoice(
  examples: readonly HeadExample[],
  labels: readonly string[],
  choice: HeadChoice,
  iterations: number,
): LinearHead {
  const scale = balance(examples, choice.balance);
  const weighted = examples.map((row) => ({
    ...row,
    weight: row.weight * scale.get(row.label)! * (row.own ? 1 : choice.publicWeight),
  }));
  return fitSoftmax(weighted, labels, { l2: choice.l2, iterations });
}

/** Factor by label: (average rows of a label / its own rows)^power, counted over the own rows. */
function balance(examples: readonly HeadExample[], power: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label, own } of examples) counts.set(label, (counts.get(label) ?? 0) + (own ? 1 : 0));
  const mean = [...counts.values()].reduce((a, b) => a + b, 0) / counts.size;
  return new Map([...counts].map(([label, count]) => [label, (mean / Math.max(1, count)) ** power]));
}

/** The likeliest label. */
export function predict(head: LinearHead, vector: Float32Array): string {
  const probabilities = scoreHead(head, vector);
  return head.labels[probabilities.indexOf(Math.max(...probabilities))]!;
}

function divideBy(head: LinearHead, temperature: number): LinearHead {
  return {
    ...head,
    weights: Float32Array.from(head.weights, (weight) => weight / temperature),
    bias: Float32Array.from(head.bias, (bias) => bias / temperature),
  };
}
