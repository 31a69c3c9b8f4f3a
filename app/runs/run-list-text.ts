import type { RunSummary } from '../../core/contracts/runs.ts';
import { runCells } from './run-cells.ts';
import { textTable } from './text-table.ts';

/** The list of `mainstay runs`. */
export function runListText(runs: readonly RunSummary[]): string {
  const metrics = new Set(runs.map(({ metric }) => metric));
  const rows = runs.map((run) => [
    run.name,
    run.kind,
    runCells.minute(run.startedAt),
    run.state,
    runCells.steps(run),
    runCells.best(run, metrics.size > 1),
    runCells.time(run.seconds),
  ]);
  const best = metrics.size === 1 ? `best ${[...metrics][0]}` : 'best figure';
  return `${textTable([['name', 'kind', 'started (UTC)', 'state', 'steps', best, 'time'], ...rows]).join('\n')}\n`;
}
