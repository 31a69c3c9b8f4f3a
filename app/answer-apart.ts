import { parentPort, workerData } from 'node:worker_threads';
import { MainstayError } from '../core/errors.ts';
import type { AnswerApart } from './run-apart.ts';

/** The other end of `runApart`, for the entry of a thread: does the work and sends what came of it. */
export async function answerApart<Request, Answer>(
  work: (request: Request) => Promise<Answer>,
): Promise<void> {
  const sent = await work(workerData as Request).then(
    (answer): AnswerApart<Answer> => ({ answer }),
    (error: Error): AnswerApart<Answer> => ({
      code: error instanceof MainstayError ? error.code : null,
      message: error.message,
      details: error instanceof MainstayError ? error.details : undefined,
    }),
  );
  parentPort?.postMessage(sent);
}
