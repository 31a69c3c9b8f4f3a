import { Router } from 'express';
import { z } from 'zod';
import { OverloadedError } from '../../../core/errors.ts';
import { policyIds } from '../../../retention/policy/policy.ts';
import { runDryRun } from '../../policy-log/run-dry-run.ts';
import { readBody } from '../parse-input.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const asked = z
  .object({
    rulesVersion: z.int().min(1).nullable(),
    policy: z.enum(policyIds).nullable(),
    last: z.int().min(1).max(20_000),
  })
  .refine(({ rulesVersion, policy }) => rulesVersion !== null || policy !== null, 'asks for no change');

/** How many run at once in this process: each holds a core for seconds. */
const mostAtOnce = 2;

/** What a draft or another policy would have done with the shop's newest decisions. */
export function dryRunRouter({ database, rules, clock, dryRun }: ConsoleParts): Router {
  const run: NonNullable<ConsoleParts['dryRun']> =
    dryRun ?? ((shopId, request) => runDryRun({ database, rules, now: clock.now() }, shopId, request));
  const router = Router({ mergeParams: true });
  let running = 0;
  router.post('/rules/dry-run', async (request, response) => {
    const change = readBody(asked, request);
    if (running >= mostAtOnce)
      throw new OverloadedError('other dry runs are under way; try again in a moment', 10);
    running++;
    try {
      response.json(await run(shopOf(request), change));
    } finally {
      running--;
    }
  });
  return router;
}
