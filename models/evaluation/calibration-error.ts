export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean probability of the likeliest label. */
  readonly confidence: number;
  readonly accuracy: number;
}

export interface CalibrationError {
  /** Mean of |accuracy - confidence| over the rows' bins. */
  readonly expectedCalibrationError: number;
  /** Those with rows. */
  readonly bins: readonly CalibrationBin[];
}

const binCount = 15;

/** Expected calibration error over 15 bins of equal width (Guo et al. 2017, equation 3); 0 of no rows. */
export function calibrationError(
  rows: readonly { readonly confidence: number; readonly right: boolean }[],
): CalibrationError {
  const bins = Array.from({ length: binCount }, () => ({ rows: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of rows) {
    const bin = bins[Math.min(binCount - 1, Math.floor(confidence * binCount))]!;
    bin.rows++;
    bin.confidence += confidence;
    if (right) bin.right++;
  }
  const gaps = bins.reduce((sum, { confidence, right }) => sum + Math.abs(right - confidence), 0);
  return {
    expectedCalibrationError: rows.length === 0 ? 0 : gaps / rows.length,
    bins: bins.flatMap(({ rows: count, confidence, right }, i) =>
      count === 0
        ? []
        : [
            {
              from: i / binCount,
              to: (i + 1) / binCount,
              rows: count,
              confidence: confidence / count,
              accuracy: right / count,
            },
          ],
    ),
  };
}
