import type { DevelopmentFigures } from './runs.ts';

/** The mean of a metric over the tasks that have it; null where none has. */
export function meanFigure(development: DevelopmentFigures, metric: string): number | null {
  const values = Object.values(development).flatMap((figures) => figures[metric] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
