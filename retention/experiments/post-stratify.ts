import type { ArmEstimate } from './arm-estimate.ts';

/**
 * Post-stratification (Miratrix, Sekhon and Yu, JRSS B 2013): means within strata, weighted by how many of everybody
 * lie in each, so that an arm that happens to hold more of one kind of shopper is not judged by that. That the strata's
 * shares are of this sample moves all arms alike: differences do not see it, lifts do.
 * @param strata estimates of every arm, in the same order, each with at least two units.
 */
export function postStratify(strata: readonly (readonly ArmEstimate[])[]): ArmEstimate[] {
  const sizes = strata.map((arms) => arms.reduce((sum, { n }) => sum + n, 0));
  const everybody = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => size / everybody);
  // Means over all arms, whose weights by chance shares of the strata move every arm alike.
  const common = strata.map(
    (arms, s) => arms.reduce((sum, { n, mean }) => sum + n * mean, 0) / Math.max(1, sizes[s]!),
  );
  const covarianceWithCommon = (values: readonly number[]) =>
    (weighted(shares, (s) => values[s]! * common[s]!) -
      weighted(shares, (s) => values[s]!) * weighted(shares, (s) => common[s]!)) /
    everybody;
  return (strata[0] ?? []).map(({ arm }, i) => {
    let mean = 0;
    let variance = 0;
    let n = 0;
    let spread = 0;
    strata.forEach((arms, s) => {
      const share = shares[s]!;
      const of = arms[i]!;
      const part = (share * of.standardError) ** 2;
      mean += share * of.mean;
      variance += part;
      n += of.n;
      spread += part ** 2 / of.degreesOfFreedom;
    });
    return {
      arm,
      n,
      mean,
      standardError: Math.sqrt(variance),
      shared: {
        variance: Math.max(0, covarianceWithCommon(common)),
        covariance: covarianceWithCommon(strata.map((arms, s) => arms[i]!.mean - common[s]!)),
      },
      // Satterthwaite's, over strata.
      degreesOfFreedom: spread > 0 ? variance ** 2 / spread : Number.POSITIVE_INFINITY,
    };
  });
}

function weighted(shares: readonly number[], value: (s: number) => number): number {
  return shares.reduce((sum, share, s) => sum + share * value(s), 0);
}
