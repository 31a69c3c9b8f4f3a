export interface ConfusionMatrix {
  /** Rows at or above this probability are told to leave. */
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Told against true, at a threshold. */
export function confusionMatrix(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  threshold = 0.5,
): ConfusionMatrix {
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < labels.length; row++)
    counts[2 * Number(probabilities[row]! >= threshold) + Number(labels[row] === 1)]!++;
  const [trueNegatives, falseNegatives, falsePositives, truePositives] = counts as [
    number,
    number,
    number,
    number,
  ];
  return { threshold, truePositives, falsePositives, falseNegatives, trueNegatives };
}
