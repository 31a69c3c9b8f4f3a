import { runApart } from './run-apart.ts';

export interface ChurnTrainingRequest {
  readonly connectionString: string;
  readonly shopId: string;
}

/**
 * `trainChurn` in a thread of its own, with a connection of its own.
 * @throws MainstayError as `trainChurn` does.
 */
export function trainChurnApart(request: ChurnTrainingRequest): Promise<{ version: string }> {
  return runApart('train-churn-worker', request);
}
