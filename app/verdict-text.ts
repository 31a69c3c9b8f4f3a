import type { EstimatorName } from '../retention/off-policy/estimators.ts';
import type { Estimate, PolicyVerdict } from '../retention/off-policy/policy-verdict.ts';
import type { verdictWithoutLog } from '../retention/off-policy/verdict-without-log.ts';

const names: Record<EstimatorName, string> = {
  ips: 'IPS',
  snips: 'SNIPS',
  dm: 'DM (reward model alone)',
  dr: 'DR',
  sndr: 'DR, self-normalised',
  switchDr: 'switch-DR',
  drOs: 'DR, optimistic shrinkage',
};

/** A verdict for a terminal. */
export function verdictText(verdict: PolicyVerdict | ReturnType<typeof verdictWithoutLog>): string {
  const lines = [`rows ${verdict.n}`];
  if (verdict.meanWeight !== null)
    lines.push(
      `shoppers ${verdict.clusters}, actions ${verdict.actions}`,
      `mean weight ${number(verdict.meanWeight)}, effective sample ${number(verdict.effectiveSampleSize)}, largest weight ${number(verdict.maxWeight)}`,
    );
  if (verdict.refused) lines.push('', 'Refused:', ...verdict.refusals.map(({ text }) => `  ${text}`));
  const { estimators, logged, difference, method } = verdict;
  if (estimators && logged && difference && method)
    lines.push(
      '',
      `${'policy is worth'.padEnd(28)}   estimate        95 % interval`,
      ...Object.entries(estimators).map(([name, estimate]) => row(names[name as EstimatorName], estimate)),
      '',
      row("the log's own policy", logged),
      row('difference, SNIPS', difference.snips),
      row('difference, DR', difference.dr),
      '',
      `reward model: ${method.rewardModel}; ${method.folds} folds, ${method.bootstrap} bootstrap samples`,
    );
  lines.push(...verdict.warnings.map((text) => `note: ${text}`));
  return `${lines.join('\n')}\n`;
}

function row(name: string, { estimate, lower, upper }: Estimate): string {
  return `${name.padEnd(28)} ${number(estimate).padStart(10)}   [${number(lower)}, ${number(upper)}]`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
