/**
 * The transformed outcome (Athey and Imbens 2016): outcome / propensity where treated, -outcome / (1 - propensity)
 * where not; its mean given the inputs is the uplift, so that any prediction of uplift can be held against it.
 * @param propensity the probability of being treated, strictly between 0 and 1.
 */
export function transformedOutcome(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  propensity: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(outcome, (value, row) =>
    treated[row] ? value / propensity[row]! : -value / (1 - propensity[row]!),
  );
}

/**
 * Mean squared distance of a prediction to the transformed outcome, less that of the average effect: below 0 where the
 * prediction knows more than the average. The noise of the outcome itself falls out of the difference.
 * @param weights of rows, where the propensity that `transformed` was made with is that of the weighted rows.
 */
export function transformedOutcomeGain(
  predicted: ArrayLike<number>,
  transformed: Float64Array,
  weights: ArrayLike<number> = new Float64Array(transformed.length).fill(1),
): number {
  let [total, sum] = [0, 0];
  transformed.forEach((value, row) => {
    total += weights[row]!;
    sum += weights[row]! * value;
  });
  const mean = sum / total;
  return transformed.reduce(
    (gain, value, row) =>
      gain + (weights[row]! / total) * ((predicted[row]! - value) ** 2 - (mean - value) ** 2),
    0,
  );
}
