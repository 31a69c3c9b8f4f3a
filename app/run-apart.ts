import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, MainstayError } from '../core/errors.ts';

/** What a thread sends back: its answer, or what a caller in this thread would have caught. */
export type AnswerApart<Answer> =
  | { readonly answer: Answer }
  | { readonly code: ErrorCode | null; readonly message: string; readonly details?: object | undefined };

/**
 * Runs one piece of work in a thread of its own: seconds of arithmetic that a process which answers shoppers must not
 * do between two turns.
 * @param entry file name beside this one, without its ending; it calls `answerApart`.
 * @param signal aborted: the work is asked to stop; what it answers then is its own matter.
 * @throws MainstayError as the work does.
 */
export async function runApart<Answer>(
  entry: string,
  request: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(new URL('./thread-from-source.js', import.meta.url), {
        workerData: { ...request, entry: `./${entry}.ts` },
      })
    : new Worker(new URL(`./${entry}.js`, import.meta.url), { workerData: request });
  const stop = () => worker.postMessage('stop');
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    // Rejects when the thread fails before it can answer.
    const [sent] = (await once(worker, 'message')) as [AnswerApart<Answer>];
    if ('answer' in sent) return sent.answer;
    if (sent.code === null) throw new Error(sent.message);
    throw new MainstayError(sent.code, sent.message, sent.details ? { details: sent.details } : {});
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
