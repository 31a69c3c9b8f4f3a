import { type Response, Router } from 'express';
import { z } from 'zod';
import type { RunDetail, RunPoint, RunSummary } from '../../../core/contracts/runs.ts';
import { NotFoundError } from '../../../core/errors.ts';
import { parseInput } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';

/** Where the records of training runs are read. */
export interface RunRecords {
  list(): Promise<RunSummary[]>;
  /** null: no run has this name. */
  read(name: string): Promise<RunDetail | null>;
}

/** Points of a curve that a chart shows, beside those with development figures. */
const mostPoints = 300;
const runName = z.string().min(1).max(200);

/** What training left behind on this machine. Runs on a shop's own data are for those who may see that shop. */
export function runsRouter(runs: RunRecords): Router {
  const router = Router();

  router.get('/runs', async (_request, response) => {
    response.json({ rows: (await runs.list()).filter((run) => maySee(response, run)) });
  });

  router.get('/runs/:name', async (request, response) => {
    const name = parseInput(runName, request.params.name, 'the name');
    const run = await runs.read(name);
    if (!run || !maySee(response, run)) throw new NotFoundError(`no run "${name}" is recorded here`);
    response.json({ ...run, curve: thinned(run.curve) });
  });

  return router;
}

function maySee(response: Response, { shopId }: RunSummary): boolean {
  const own = staffOf(response).shopId;
  return own === null || shopId === null || shopId === own;
}

/** Every n-th point, the last one, and all with development figures. */
function thinned(curve: readonly RunPoint[]): RunPoint[] {
  const every = Math.ceil(curve.length / mostPoints);
  return curve.filter(({ development }, i) => development || i % every === 0 || i === curve.length - 1);
}
