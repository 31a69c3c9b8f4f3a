/**
 * Wilson score interval of a share (Wilson, JASA 1927): sensible at 0, at 1 and for few observations.
 * @param z quantile of the normal distribution; 1.959964 for 95 %. @returns null when nothing was observed.
 */
export function wilsonInterval(
  successes: number,
  observed: number,
  z = 1.959964,
): { readonly low: number; readonly high: number } | null {
  if (observed <= 0) return null;
  const share = successes / observed;
  const middle = share + (z * z) / (2 * observed);
  const spread = z * Math.sqrt((share * (1 - share)) / observed + (z * z) / (4 * observed * observed));
  const scale = 1 + (z * z) / observed;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
