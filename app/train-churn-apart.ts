import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, MainstayError } from '../core/errors.ts';

export interface ChurnTrainingRequest {
  readonly connectionString: string;
  readonly shopId: string;
}

/** What the thread answers: a version, or what a caller of `trainChurn` would have caught. */
export type ChurnTrainingAnswer =
  | { readonly version: string }
  | { readonly code: ErrorCode | null; readonly message: string };

/**
 * `trainChurn` in a thread of its own, with a connection of its own: seconds of arithmetic that a process which
 * answers shoppers must not do between two turns.
 * @throws MainstayError as `trainChurn` does.
 */
export async function trainChurnApart(request: ChurnTrainingRequest): Promise<{ version: string }> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fromSource ? './train-churn-from-source.js' : './train-churn-worker.js';
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: request });
  try {
    // Rejects when the thread fails before it can answer.
    const [answer] = (await once(worker, 'message')) as [ChurnTrainingAnswer];
    if ('version' in answer) return answer;
    throw answer.code === null ? new Error(answer.message) : new MainstayError(answer.code, answer.message);
  } finally {
    await worker.terminate();
  }
}
