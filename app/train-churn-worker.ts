import { Database } from '../adapters/postgres/database.ts';
import { systemClock } from '../core/clock.ts';
import { answerApart } from './answer-apart.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';
import { trainChurn } from './train-churn.ts';
import type { ChurnTrainingRequest } from './train-churn-apart.ts';

/** Entry of the thread that `trainChurnApart` starts. */
await answerApart(async ({ connectionString, shopId }: ChurnTrainingRequest) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    const { version } = await trainChurn({ database, runtime: onnxChurnRuntime, clock: systemClock }, shopId);
    return { version };
  } finally {
    await database.close();
  }
});
