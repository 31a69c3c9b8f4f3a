import type { LogWeights } from './learn-policy-from-log.ts';
import type { LearntPolicyReport } from './learnt-policy-report.ts';

/** A learnt policy for the terminal. */
export function learntPolicyText(
  report: LearntPolicyReport &
    Partial<LogWeights> & { readonly policyFile: string | null; readonly milliseconds: number },
): string {
  const { accepted, reason, arms, value, uplift, leftOut } = report;
  const lines = [
    `${accepted ? 'Learnt policy kept' : `"${report.bestSingleAction}" for everybody kept`}: ${reason}.`,
    '',
    `outcome "${report.outcome}", ${report.n} rows`,
    ...arms.map(
      ({ action, n, mean, cost }) =>
        `  ${action.padEnd(24)}${String(n).padStart(8)} rows  mean ${mean.toPrecision(6)}${cost === 0 ? '' : `, cost ${cost}`}`,
    ),
    '',
    'value a row, on rows that the policy had not seen [95 %]',
    `  learnt policy           ${estimate(value.learnt)}`,
    `  best single action      ${estimate(value.bestSingle)}`,
    `  difference, paired      ${estimate(value.difference)}`,
    `  ${(100 * report.moved).toFixed(0)} % of rows get something else than the best single action; chosen by: ${report.learner ?? 'none'}`,
    '',
    ...(report.meanWeight === undefined
      ? []
      : [
          `weights of the learnt policy: mean ${report.meanWeight.toFixed(2)}, highest ${report.maxWeight!.toFixed(1)}, effective sample ${report.effectiveSampleSize!.toFixed(0)}`,
        ]),
    ...uplift.flatMap(({ action, against, effect, qini, auuc, calibration }) => [
      `uplift of "${action}" against "${against}"`,
      `  effect                  ${estimate(effect)}`,
      `  Qini area               ${estimate(qini)}`,
      `  area under uplift curve ${estimate(auuc)}`,
      `  calibration slope       ${calibration.slope.estimate.toPrecision(3)} (standard error ${calibration.slope.standardError.toPrecision(2)}; 1 is right)`,
      `  predicted / observed    ${calibration.bins.map((bin) => `${bin.predicted.toPrecision(2)}/${bin.observed.estimate.toPrecision(2)}`).join('  ')}`,
    ]),
    '',
    `features: ${report.features.join(', ')}`,
    ...(leftOut.length > 0
      ? [`left out: ${leftOut.map(({ column, reason }) => `${column} (${reason})`).join(', ')}`]
      : []),
    report.policyFile
      ? `policy written to ${report.policyFile}`
      : 'the policy was not written (--out FILE writes it)',
    `${report.milliseconds} ms`,
  ];
  return `${lines.join('\n')}\n`;
}

function estimate({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): string {
  const shown = (value: number) => value.toPrecision(4).replace('-', '−');
  return `${shown(estimate)} [${shown(lower)}, ${shown(upper)}]`;
}
