import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '../adapters/postgres/database.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';
import { trainChurn } from './train-churn.ts';
import type { ChurnTrainingAnswer, ChurnTrainingRequest } from './train-churn-apart.ts';

/** Entry of the thread that `trainChurnApart` starts. */
const { connectionString, shopId } = workerData as ChurnTrainingRequest;
const database = new Database({ connectionString, maxConnections: 1 });
const answer = await trainChurn({ database, runtime: onnxChurnRuntime, clock: systemClock }, shopId)
  .then(({ version }): ChurnTrainingAnswer => ({ version }))
  .catch(
    (error: Error): ChurnTrainingAnswer => ({
      code: error instanceof MainstayError ? error.code : null,
      message: error.message,
    }),
  );
await database.close();
parentPort?.postMessage(answer);
