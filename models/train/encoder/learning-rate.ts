/** Linear from 0 up over the warm-up, then linear down to 0 at the end (Devlin et al. 2018). @param step from 1. */
export function learningRateAt(
  step: number,
  { peak, warmUpSteps, steps }: { peak: number; warmUpSteps: number; steps: number },
): number {
  if (step <= warmUpSteps) return (peak * step) / warmUpSteps;
  return (peak * Math.max(0, steps - step + 1)) / Math.max(1, steps - warmUpSteps);
}
