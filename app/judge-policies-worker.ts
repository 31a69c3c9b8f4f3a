import { Database } from '../adapters/postgres/database.ts';
import { judgePolicies } from '../adapters/postgres/judge-policies.ts';
import { systemClock } from '../core/clock.ts';
import { answerApart } from './answer-apart.ts';
import type { JudgingRequest } from './judge-policies-apart.ts';

/** Entry of the thread that `judgePoliciesApart` starts. */
await answerApart(async ({ connectionString, shopId }: JudgingRequest) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    return await judgePolicies(database, shopId, systemClock.now());
  } finally {
    await database.close();
  }
});
