import type { RunSummary } from '../../core/contracts/runs.ts';

/** What stands where there is nothing to tell. */
const none = '-';

/** What lists and comparisons say of a run, each in a few characters. */
export const runCells = { none, steps, best, time, minute } as const;

function steps({ step, steps: all }: RunSummary): string {
  return all === 0 ? none : step === all ? String(all) : `${step} of ${all}`;
}

/** @param named with the metric's name: not all runs have the same. */
function best({ best: found, metric }: RunSummary, named: boolean): string {
  return found ? `${named ? `${metric} ` : ''}${found.value.toFixed(4)}` : none;
}

function time(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
