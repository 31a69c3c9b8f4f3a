import type { ArmEstimate } from './arm-estimate.ts';

/**
 * Post-stratification (Miratrix, Sekhon and Yu, JRSS B 2013): means within strata, weighted by how many of everybody
 * lie in each, so that an arm that happens to hold more of one kind of shopper is not judged by that.
 * @param strata estimates of every arm, in the same order, each with at least two units.
 */
export function postStratify(strata: readonly (readonly ArmEstimate[])[]): ArmEstimate[] {
  const sizes = strata.map((arms) => arms.reduce((sum, { n }) => sum + n, 0));
  const everybody = sizes.reduce((sum, size) => sum + size, 0);
  return (strata[0] ?? []).map(({ arm }, i) => {
    let mean = 0;
    let variance = 0;
    let n = 0;
    let spread = 0;
    strata.forEach((arms, s) => {
      const share = sizes[s]! / everybody;
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
      // Satterthwaite's, over strata.
      degreesOfFreedom: spread > 0 ? variance ** 2 / spread : Number.POSITIVE_INFINITY,
    };
  });
}
