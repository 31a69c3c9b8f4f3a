import { parentPort, workerData } from 'node:worker_threads';
import { MainstayError } from '../core/errors.ts';
import type { AnswerApart } from './run-apart.ts';

/**
 * The other end of `runApart`, for the entry of a thread: does the work and sends what came of it.
 * @param work its signal is aborted when the other end wants it to stop.
 */
export async function answerApart<Request, Answer>(
  work: (request: Request, signal: AbortSignal) => Promise<Answer>,
): Promise<void> {
  const stopping = new AbortController();
  parentPort?.once('message', () => stopping.abort());
  const sent = await work(workerData as Request, stopping.signal).then(
    (answer): AnswerApart<Answer> => ({ answer }),
    (error: Error): AnswerApart<Answer> => ({
      code: error instanceof MainstayError ? error.code : null,
      message: error.message,
      details: error instanceof MainstayError ? error.details : undefined,
    }),
  );
  parentPort?.postMessage(sent);
}
