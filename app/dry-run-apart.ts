import type { DryRunRequest, DryRunView } from '../core/contracts/console-dry-run.ts';
import { runApart } from './run-apart.ts';

export interface DryRunTask {
  readonly connectionString: string;
  readonly shopId: string;
  readonly request: DryRunRequest;
  /** ISO 8601. */
  readonly now: string;
}

/** `runDryRun` in a thread of its own, with a connection of its own. */
export function dryRunApart(task: DryRunTask): Promise<DryRunView> {
  return runApart('dry-run-worker', task);
}
