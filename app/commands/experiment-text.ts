import type { Comparison } from '../../retention/experiments/compare-arms.ts';
import type { EffectOfArm, ExperimentAnalysis } from '../../retention/experiments/experiment-analysis.ts';

/** An analysis in lines for a terminal. */
export function experimentText(
  analysis: ExperimentAnalysis,
  { sequential }: { sequential: boolean },
): string {
  const { metric, srm } = analysis;
  const level = `${Number((100 * (1 - analysis.alpha)).toPrecision(6))} %`;
  const ratio = metric.denominator
    ? ` / ${metric.denominator}`
    : metric.kind === 'ratio'
      ? ', mean of rows'
      : '';
  return `${[
    `${analysis.units} units in ${analysis.rows} rows; outcome: ${metric.outcome}${ratio}`,
    ...analysis.warnings.map((warning) => `! ${warning}`),
    '',
    `${'arm'.padEnd(28)}${'n'.padStart(9)}${'mean'.padStart(14)}${'sd'.padStart(14)}`,
    ...analysis.arms.map(
      ({ arm, n, mean, sd }) =>
        `${arm.padEnd(28)}${String(n).padStart(9)}${figure(mean).padStart(14)}${figure(sd).padStart(14)}`,
    ),
    srm
      ? `split: ${srm.asPlanned ? 'as planned' : 'NOT as planned'} (p = ${probability(srm.pValue)})`
      : 'split: nothing to check',
    '',
    `differences, with ${level} intervals that hold ${sequential ? 'at every look' : 'for one look'}`,
    ...analysis.effects.flatMap((effect) => [
      `${effect.arm} - ${effect.control}`,
      line('plain', effect, sequential),
      ...(effect.cuped
        ? [line(`CUPED (variance ${percent(-effect.cuped.varianceReduction)})`, effect.cuped, sequential)]
        : []),
      ...(effect.postStratified
        ? [
            line(
              `stratified (variance ${percent(-effect.postStratified.varianceReduction)})`,
              effect.postStratified,
              sequential,
            ),
          ]
        : []),
      `  ${'Bayesian'.padEnd(30)}${interval(effect.bayesian)}  chance to win ${probability(effect.bayesian.chanceToWin)}, expected loss ${figure(effect.bayesian.expectedLoss)}`,
      ...(effect.adjustedPValues ? [severalArms(effect.adjustedPValues, sequential)] : []),
    ]),
    ...analysis.quantiles.flatMap(({ quantile, effects }) =>
      effects.map(
        (effect) =>
          `quantile ${quantile}, ${effect.arm} - ${effect.control}\n${line('', effect, sequential)}`,
      ),
    ),
    ...(analysis.bandit
      ? [
          '',
          'next period',
          ...analysis.bandit.map(
            ({ arm, probabilityBest, share }) =>
              `  ${arm.padEnd(30)}${(100 * share).toFixed(1)} % of the shoppers, best with probability ${probability(probabilityBest)}`,
          ),
        ]
      : []),
  ].join('\n')}\n`;
}

function severalArms(
  { holm, benjaminiHochberg, sequentialHolm }: NonNullable<EffectOfArm['adjustedPValues']>,
  sequential: boolean,
): string {
  const shown = sequential
    ? `Holm ${probability(sequentialHolm)}`
    : `Holm ${probability(holm)}, Benjamini-Hochberg ${probability(benjaminiHochberg)}`;
  return `  ${'p for several arms'.padEnd(30)}${shown}`;
}

function line(name: string, comparison: Comparison, sequential: boolean): string {
  const shown = sequential ? { ...comparison, ...comparison.sequential } : comparison;
  const relative = comparison.relative;
  const lift =
    relative && (sequential ? relative.sequential && { ...relative, ...relative.sequential } : relative);
  return `  ${name.padEnd(30)}${interval(shown)}  p ${probability(shown.pValue)}${
    lift ? `  ${percent(lift.estimate)} (${percent(lift.lower)} to ${percent(lift.upper)})` : ''
  }`;
}

function interval({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): string {
  return `${figure(estimate)} (${figure(lower)} to ${figure(upper)})`;
}

function figure(value: number): string {
  return Number(value.toPrecision(5)).toString();
}

function probability(value: number): string {
  return value >= 0.0001 || value === 0 ? value.toFixed(4) : value.toExponential(1);
}

function percent(share: number): string {
  return `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
}
