import { runDryRun } from '../adapters/policy-log/run-dry-run.ts';
import { Database } from '../adapters/postgres/database.ts';
import { ZenRuleEngine } from '../adapters/rules/zen-engine.ts';
import { answerApart } from './answer-apart.ts';
import type { DryRunTask } from './dry-run-apart.ts';

/** Entry of the thread that `dryRunApart` starts. */
await answerApart(async ({ connectionString, shopId, request, now }: DryRunTask) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    return await runDryRun({ database, rules: new ZenRuleEngine(), now: new Date(now) }, shopId, request);
  } finally {
    await database.close();
  }
});
