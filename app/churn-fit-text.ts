import type { CandidateFigures } from '../retention/churn/candidates/compare-candidates.ts';

interface Report {
  readonly label: string;
  readonly n: number;
  readonly churnRate: number;
  readonly candidates: readonly CandidateFigures[];
  readonly chosen: string;
  readonly reason: string;
  readonly features: readonly string[];
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  readonly listFile: string | null;
  readonly milliseconds: number;
}

/** Churn models from a file, for the terminal. */
export function churnFitText(report: Report): string {
  const chosen = report.candidates.find(({ name }) => name === report.chosen)!;
  const { confusion, lift, calibration } = chosen;
  const lines = [
    `"${report.label}": ${(100 * report.churnRate).toFixed(1)} % of ${report.n} rows left; five folds, every figure of rows not seen`,
    '',
    'model                AUC   Brier  calibration  AUC against logistic [95 %]  Brier against logistic [95 %]',
    ...report.candidates.map(candidateLine),
    '',
    `chosen: ${report.chosen} (${report.reason})`,
    `confusion at ${confusion.threshold}: ${confusion.truePositives} told and left, ${confusion.falsePositives} told and stayed, ${confusion.falseNegatives} left untold, ${confusion.trueNegatives} stayed untold`,
    `lift: the riskiest tenth holds ${(100 * lift[0]!.found).toFixed(0)} % of those who left (${lift[0]!.lift.toFixed(2)} times their share), the riskiest fifth ${(100 * lift[1]!.found).toFixed(0)} %`,
    `predicted/observed by tenths: ${calibration.map((bin) => `${bin.predicted.toFixed(2)}/${bin.observed.toFixed(2)}`).join('  ')}`,
    '',
    `features: ${report.features.join(', ')}`,
    ...(report.leftOut.length > 0
      ? [`left out: ${report.leftOut.map(({ column, reason }) => `${column} (${reason})`).join(', ')}`]
      : []),
    ...(report.listFile ? [`list written to ${report.listFile}`] : []),
    `${report.milliseconds} ms`,
  ];
  return `${lines.join('\n')}\n`;
}

function candidateLine({ name, auc, brier, calibrationError, againstBaseline }: CandidateFigures): string {
  const cells = [name.padEnd(18), auc.toFixed(4), brier.toFixed(4), calibrationError.toFixed(4)];
  if (!againstBaseline) return cells.join('  ');
  return [...cells, difference(againstBaseline.auc), difference(againstBaseline.brier)].join('  ');
}

function difference({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): string {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
  return `${signed(estimate)} [${signed(lower)}, ${signed(upper)}]`;
}
