import { GrowthBook } from '@growthbook/growthbook';

/** Part of a namespace, [from, to) of its shoppers: experiments whose ranges do not overlap never share a shopper. */
export interface NamespaceRange {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface AssignedExperiment<A> {
  readonly key: string;
  /** Share of shoppers (of the range) that take part at all, [0, 1]. */
  readonly coverage: number;
  readonly arms: readonly A[];
  /** Without one, everybody may take part. */
  readonly namespace?: NamespaceRange;
}

export interface Arm {
  readonly key: string;
  /** Share among the arms; they are normalised. */
  readonly weight: number;
}

/**
 * Which arm a shopper falls into, by the GrowthBook SDK's bucketing (hash version 2: FNV-1a twice, 10,000 buckets).
 * Pure; what makes it sticky is that the caller stores the first answer.
 * @returns null when the shopper is outside the coverage or the namespace's range.
 */
export function assignArm<A extends Arm>(experiment: AssignedExperiment<A>, shopperId: string): A | null {
  const total = experiment.arms.reduce((sum, { weight }) => sum + weight, 0);
  if (experiment.arms.length === 0 || total <= 0) return null;
  if (experiment.arms.length === 1) {
    // The SDK takes two variations or more; an empty second one makes coverage work for a single arm too.
    const inside = run({ ...experiment, arms: [...experiment.arms, null], weights: [1, 0] }, shopperId);
    return inside;
  }
  return run({ ...experiment, weights: experiment.arms.map(({ weight }) => weight / total) }, shopperId);
}

function run<A>(experiment: AssignedExperiment<A> & { weights: number[] }, shopperId: string): A | null {
  const { namespace } = experiment;
  const sdk = new GrowthBook({ attributes: { id: shopperId }, disableCache: true });
  try {
    const result = sdk.run({
      key: experiment.key,
      seed: experiment.key,
      variations: experiment.arms as unknown as [A, A, ...A[]],
      weights: experiment.weights,
      coverage: experiment.coverage,
      hashAttribute: 'id',
      hashVersion: 2,
      ...(namespace && {
        namespace: [namespace.name, namespace.from, namespace.to] as [string, number, number],
      }),
    });
    return result.inExperiment ? result.value : null;
  } finally {
    sdk.destroy();
  }
}
