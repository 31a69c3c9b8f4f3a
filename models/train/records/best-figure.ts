import { meanFigure } from '../../../core/contracts/mean-figure.ts';
import type { RunPoint, RunSummary } from '../../../core/contracts/runs.ts';

/** The first point at which a curve's metric, the mean over tasks, was highest. */
export function bestFigure(curve: readonly RunPoint[], metric: string): RunSummary['best'] {
  let best: RunSummary['best'] = null;
  for (const { step, development } of curve) {
    const value = development ? meanFigure(development, metric) : null;
    if (value !== null && (best === null || value > best.value)) best = { step, value };
  }
  return best;
}
