import type { ArmEstimate } from './arm-estimate.ts';
import { compareArms } from './compare-arms.ts';
import type { AnalysisOptions, QuantileEffect } from './experiment-analysis.ts';
import type { ExperimentRows } from './experiment-rows.ts';
import { quantileEstimate } from './quantile-estimate.ts';
import type { ExperimentUnits } from './units-of-rows.ts';

/** Effects on quantiles of the outcome's rows; those without an interval are left out with a warning. */
export function quantileEffects(
  keys: readonly string[],
  { arms, outcome, units: ids }: ExperimentRows,
  units: ExperimentUnits,
  options: AnalysisOptions,
  warnings: string[],
): QuantileEffect[] {
  return (options.quantiles ?? []).flatMap((p) => {
    const estimates = keys.map((key) => {
      const inside = units.rows.flatMap((row, i) => (arms[row] === key ? [i] : []));
      const places = new Map<number, number>();
      const of = Int32Array.from(inside, (i) => {
        const unit = units.unitOfRow[i]!;
        if (!places.has(unit)) places.set(unit, places.size);
        return places.get(unit)!;
      });
      const values = Float64Array.from(inside, (i) => outcome.values[units.rows[i]!]!);
      return quantileEstimate(key, { values, units: of, unitCount: places.size }, p);
    });
    const broken = estimates.findIndex((estimate) => 'problem' in estimate);
    if (broken >= 0) {
      const { problem } = estimates[broken] as { problem: string };
      warnings.push(
        problem === 'ties'
          ? `quantile ${p} of arm "${keys[broken]}" lies among equal values: it has no interval`
          : `quantile ${p} of arm "${keys[broken]}" is too far out for ${ids ? 'so few units' : 'so few rows'}: it has no interval`,
      );
      return [];
    }
    const sound = estimates as ArmEstimate[];
    return [
      {
        quantile: p,
        arms: sound.map(({ arm, mean, standardError }) => ({ arm, value: mean, standardError })),
        effects: sound.slice(1).map((treated) => ({
          arm: treated.arm,
          control: keys[0]!,
          ...compareArms(sound[0]!, treated, options),
        })),
      },
    ];
  });
}
