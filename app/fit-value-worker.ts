import { Database } from '../adapters/postgres/database.ts';
import { systemClock } from '../core/clock.ts';
import { answerApart } from './answer-apart.ts';
import { fitValue } from './fit-value.ts';
import type { ValueFitOutcome, ValueFitRequest } from './fit-value-apart.ts';

/** Entry of the thread that `fitValueApart` starts. */
await answerApart(async ({ connectionString, shopId }: ValueFitRequest): Promise<ValueFitOutcome> => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    const { version, result } = await fitValue({ database, clock: systemClock }, shopId);
    return { version, refused: 'refusal' in result ? result.refusal.message : null };
  } finally {
    await database.close();
  }
});
