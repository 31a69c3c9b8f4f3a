import { Router } from 'express';
import { MainstayError } from '../../core/errors.ts';

/** One thing that this process needs; `check` resolves to what is wrong, or null. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<string | null>;
}

const patienceMs = 2_000;

/** /healthz: the process answers. /readyz: everything that it needs answers too, else 503 with the reasons. */
export function health(checks: readonly ReadinessCheck[]): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const results = await Promise.all(
      checks.map(async ({ name, check }) => ({ name, problem: await withPatience(check) })),
    );
    const problems = results.filter(({ problem }) => problem !== null);
    response
      .status(problems.length === 0 ? 200 : 503)
      .setHeader('cache-control', 'no-store')
      .json({ status: problems.length === 0 ? 'ready' : 'not ready', problems });
  });
  return router;
}

async function withPatience(check: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${patienceMs} ms`), patienceMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    // What the driver says may name hosts and users; what we say ourselves is meant to be read.
    return error instanceof MainstayError ? error.message : 'the check failed';
  } finally {
    clearTimeout(timer);
  }
}
