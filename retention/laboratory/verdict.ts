import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { PolicyOutcome } from './live-under.ts';
import type { WorldResult } from './run-world.ts';

/** A mean over seeds with its 95 % interval (Student's t); the interval is null for one seed. */
export interface Estimate {
  readonly mean: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export const comparedPolicies = [
  'nothing',
  'discount-to-all',
  'churn-score',
  'ours',
  'ours-without-exploration',
  'oracle',
] as const;
export type ComparedPolicy = (typeof comparedPolicies)[number];

export interface PolicyVerdict {
  readonly policy: ComparedPolicy;
  /** Means over shoppers and seeds. */
  readonly outcome: PolicyOutcome;
  /** Paired, against giving nothing. */
  readonly margin: Estimate;
  readonly clv: Estimate;
  readonly sr: Estimate;
  /** Margin of the oracle minus this policy's, paired. */
  readonly regret: Estimate;
}

export interface WorldVerdict {
  readonly world: string;
  readonly seeds: number;
  readonly policies: readonly PolicyVerdict[];
  /** The rival (nothing, all, churn score) of the highest mean margin, chosen after the fact. */
  readonly bestRival: ComparedPolicy;
  /** Ours minus that rival, paired. */
  readonly aboveBestRival: Estimate;
  /** What exploration costs: ours without it minus ours, paired. */
  readonly explorationCost: Estimate;
  /** Ours without exploration minus the best rival: what is left once exploration is paid for. */
  readonly aboveBestRivalWithoutExploration: Estimate;
  /** How often each candidate was chosen to serve. */
  readonly served: Readonly<Record<string, number>>;
}

const rivals = ['nothing', 'discount-to-all', 'churn-score'] as const;

/** Compares the policies of one world over its seeds; differences are paired by seed. @param results one a seed. */
export function verdictOf(results: readonly WorldResult[]): WorldVerdict {
  const margins = (policy: ComparedPolicy) => results.map(({ outcomes }) => outcomes[policy].marginCents);
  const paired = (a: ComparedPolicy, b: ComparedPolicy, of: keyof PolicyOutcome = 'marginCents') =>
    estimateOf(results.map(({ outcomes }) => outcomes[a][of] - outcomes[b][of]));
  const bestRival = rivals.reduce((best, rival) =>
    meanOf(margins(rival)) > meanOf(margins(best)) ? rival : best,
  );
  const served: Record<string, number> = {};
  for (const { serves } of results) {
    const name = serves.kind === 'single' ? `single-${serves.action}` : serves.kind;
    served[name] = (served[name] ?? 0) + 1;
  }
  return {
    world: results[0]!.world,
    seeds: results.length,
    policies: comparedPolicies.map((policy) => ({
      policy,
      outcome: meanOutcome(results.map(({ outcomes }) => outcomes[policy])),
      margin: paired(policy, 'nothing'),
      clv: paired(policy, 'nothing', 'clvCents'),
      sr: paired(policy, 'nothing', 'srCents'),
      regret: paired('oracle', policy),
    })),
    bestRival,
    aboveBestRival: paired('ours', bestRival),
    explorationCost: paired('ours-without-exploration', 'ours'),
    aboveBestRivalWithoutExploration: paired('ours-without-exploration', bestRival),
    served,
  };
}

/** Means of outcomes, field by field. */
export function meanOutcome(outcomes: readonly PolicyOutcome[]): PolicyOutcome {
  const mean = (key: keyof PolicyOutcome) => meanOf(outcomes.map((outcome) => outcome[key]));
  return {
    clvCents: mean('clvCents'),
    srCents: mean('srCents'),
    marginCents: mean('marginCents'),
    budgetCents: mean('budgetCents'),
    offers: mean('offers'),
    redeemed: mean('redeemed'),
  };
}

function estimateOf(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  if (values.length < 2) return { mean, lower: null, upper: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = tQuantile(0.975, values.length - 1) * Math.sqrt(variance / values.length);
  return { mean, lower: mean - reach, upper: mean + reach };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
