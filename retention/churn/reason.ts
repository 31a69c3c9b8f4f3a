import type { Localised } from '../../core/localised.ts';

/** One reason of a risk: its share of the score's distance from the average, in log odds, and how agents read it. */
export interface RiskReason {
  readonly feature: string;
  readonly value: number | null;
  readonly contribution: number;
  readonly text: Localised;
}

/** The reasons that moved a score most, either way, strongest first. */
export function strongestReasons(reasons: readonly RiskReason[], count = 3): RiskReason[] {
  return [...reasons]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, count)
    .filter((reason) => reason.contribution !== 0);
}
