import { type Evaluation, evaluate } from '../train/evaluate.ts';
import { type CalibrationError, calibrationError } from './calibration-error.ts';
import { type ScopeFigures, scopeFigures } from './scope-figures.ts';

/** Rows of a file with what a model said of them. */
export interface ScoredFile {
  /** The model's, in the order of the probabilities. */
  readonly labels: readonly string[];
  /** True labels; null for a text that belongs to none of the model's. */
  readonly truths: readonly (string | null)[];
  readonly probabilities: readonly Float32Array[];
  readonly outOfScopeThreshold: number | null;
}

/** What `mainstay evaluate text` says. */
export interface TextEvaluation extends Evaluation {
  /** Rows by true label, columns by predicted label; only labels that occur. */
  readonly confusion: { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] };
  readonly calibration: CalibrationError;
  /** Among the labels that occur in the file alone, where it lacks some of the model's; else null. */
  readonly amongPresentLabels: { readonly accuracy: number; readonly macroF1: number } | null;
  /** Null when the file has no text that belongs to none of the model's labels. */
  readonly outOfScope: ScopeFigures | null;
}

/** Accuracy, macro-F1, the figures of each label, confusion, calibration, and what is out of scope. */
export function evaluateScores(file: ScoredFile): TextEvaluation {
  const { labels, truths, probabilities, outOfScopeThreshold } = file;
  const inScope = truths.flatMap((truth, i) =>
    truth === null ? [] : [{ truth, probabilities: probabilities[i]! }],
  );
  const pairs = inScope.map((row) => ({ truth: row.truth, predicted: likeliest(labels, row.probabilities) }));
  const present = labels.filter((label) => inScope.some(({ truth }) => truth === label));
  const among = evaluate(
    present,
    inScope.map((row) => ({ truth: row.truth, predicted: likeliest(labels, row.probabilities, present) })),
  );
  return {
    ...evaluate(labels, pairs),
    confusion: confusionOf(labels, pairs),
    calibration: calibrationError(
      inScope.map((row, i) => ({
        confidence: Math.max(...row.probabilities),
        right: pairs[i]!.truth === pairs[i]!.predicted,
      })),
    ),
    amongPresentLabels:
      present.length < labels.length ? { accuracy: among.accuracy, macroF1: among.macroF1 } : null,
    outOfScope:
      inScope.length < truths.length
        ? scopeFigures(
            truths.map((truth, i) => ({
              truth,
              predicted: likeliest(labels, probabilities[i]!),
              confidence: Math.max(...probabilities[i]!),
            })),
            outOfScopeThreshold,
          )
        : null,
  };
}

function likeliest(
  labels: readonly string[],
  probabilities: Float32Array,
  among: readonly string[] = labels,
): string {
  let best = '';
  let highest = Number.NEGATIVE_INFINITY;
  labels.forEach((label, i) => {
    if (!among.includes(label) || probabilities[i]! <= highest) return;
    best = label;
    highest = probabilities[i]!;
  });
  return best;
}

function confusionOf(
  labels: readonly string[],
  pairs: readonly { truth: string; predicted: string }[],
): TextEvaluation['confusion'] {
  const seen = labels.filter((label) =>
    pairs.some(({ truth, predicted }) => truth === label || predicted === label),
  );
  const counts = seen.map(() => new Array<number>(seen.length).fill(0));
  for (const { truth, predicted } of pairs) counts[seen.indexOf(truth)]![seen.indexOf(predicted)]!++;
  return { labels: seen, counts };
}
