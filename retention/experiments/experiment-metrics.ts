/** What experiments are read by, all of one shopper from the moment of the assignment on. */
export const experimentMetrics = ['margin', 'sr', 'complaints', 'opt_outs', 'handoffs'] as const;
export type ExperimentMetric = (typeof experimentMetrics)[number];

export interface MetricDefinition {
  /** Days each shopper is watched; nobody counts before. */
  readonly windowDays: number;
  readonly unit: 'cents' | 'rate';
  /** handoffs: sum over conversations by their number. */
  readonly kind: 'mean' | 'rate' | 'ratio';
  /** Which way is harm, for a guardrail. */
  readonly harmIs: 'higher' | 'lower';
  /** Adjusted by the shopper's margin before the assignment. */
  readonly adjusted: boolean;
}

/** The primary metric is decided on 90 days; guardrails must speak early, on two weeks. */
export const metricDefinitions: Readonly<Record<ExperimentMetric, MetricDefinition>> = {
  margin: { windowDays: 90, unit: 'cents', kind: 'mean', harmIs: 'lower', adjusted: true },
  sr: { windowDays: 14, unit: 'cents', kind: 'mean', harmIs: 'lower', adjusted: true },
  complaints: { windowDays: 14, unit: 'rate', kind: 'rate', harmIs: 'higher', adjusted: false },
  opt_outs: { windowDays: 14, unit: 'rate', kind: 'rate', harmIs: 'higher', adjusted: false },
  handoffs: { windowDays: 14, unit: 'rate', kind: 'ratio', harmIs: 'higher', adjusted: false },
};

/** Days after which the margin is read as a surrogate of that of 90 days. */
export const surrogateDays = 30;

/** Fewer matured shoppers in an arm show no result: the intervals hold for many. */
export const leastMatured = 100;
