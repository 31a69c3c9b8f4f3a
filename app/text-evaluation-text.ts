import type { TextEvaluation } from '../models/evaluation/evaluate-scores.ts';

interface Named extends TextEvaluation {
  readonly version: string;
  readonly latencyMs?: { readonly p50: number; readonly p95: number; readonly p99: number };
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const most = 8;

/** The figures of `mainstay evaluate text` for a person. */
export function textEvaluationText(evaluation: Named): string {
  const { version, rows, accuracy, macroF1, perLabel, calibration, latencyMs } = evaluation;
  const { amongPresentLabels: among, outOfScope } = evaluation;
  const width = Math.max(5, ...perLabel.map(({ label }) => label.length));
  return [
    `${version}: ${rows} rows, accuracy ${percent(accuracy)}, macro-F1 ${macroF1.toFixed(4)}`,
    ...(among
      ? [
          `among the labels of the file alone: accuracy ${percent(among.accuracy)}, macro-F1 ${among.macroF1.toFixed(4)}`,
        ]
      : []),
    `calibration: expected error ${percent(calibration.expectedCalibrationError)}`,
    ...(latencyMs
      ? [`milliseconds a text: p50 ${latencyMs.p50}, p95 ${latencyMs.p95}, p99 ${latencyMs.p99}`]
      : []),
    ...(outOfScope
      ? [
          `out of scope: ${outOfScope.rows} rows, AUROC ${outOfScope.auroc.toFixed(4)}${
            outOfScope.atThreshold
              ? `; at ${outOfScope.atThreshold.threshold.toFixed(4)}: in scope right ${percent(outOfScope.atThreshold.inScopeAccuracy)}, out of scope found ${percent(outOfScope.atThreshold.recall)}`
              : '; the model has no threshold'
          }`,
        ]
      : []),
    '',
    `${'label'.padEnd(width)}   rows  precision  recall     F1`,
    ...perLabel.map(
      ({ label, rows: count, precision, recall, f1 }) =>
        `${label.padEnd(width)} ${String(count).padStart(6)} ${precision.toFixed(3).padStart(10)} ${recall.toFixed(3).padStart(7)} ${f1.toFixed(3).padStart(6)}`,
    ),
    ...mistakes(evaluation),
    '',
  ].join('\n');
}

/** The pairs that are taken for one another most often. */
function mistakes({ confusion: { labels, counts } }: Named): string[] {
  const pairs = labels
    .flatMap((truth, r) => labels.map((predicted, c) => ({ truth, predicted, count: counts[r]![c]! })))
    .filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
  if (pairs.length === 0) return [];
  return [
    '',
    'most frequent mistakes:',
    ...pairs.map(({ truth, predicted, count }) => `  ${truth} taken for ${predicted}: ${count}`),
  ];
}
