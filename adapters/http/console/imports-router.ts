import { Router } from 'express';
import { z } from 'zod';
import { type ImportAsked, type ImportKind, importKinds } from '../../../core/contracts/console-imports.ts';
import { ConflictError, NotFoundError } from '../../../core/errors.ts';
import type { ImportFile } from '../../postgres/import-files.ts';
import { type ImportRun, importOf } from '../../postgres/import-runs.ts';
import { importDetail, importList } from '../../postgres/import-views.ts';
import { ImportService } from '../../shop-import/import-service.ts';
import { sendCsv } from '../csv.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { actorOf, staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { askedSchema } from './import-asked.ts';
import { idParameter } from './page-query.ts';
import { SentFiles } from './sent-files.ts';
import { shopOf } from './shop-of.ts';

const startSchema = askedSchema.extend({ fileId: idParameter, kind: z.enum(importKinds) });
const listQuery = z.object({ after: z.string().max(300).optional() });
const rejectColumns = ['line', 'column', 'value', 'reason'] as const;

/** Imports of files that were sent before: begun, paused, called off, gone on with, and what became of each. */
export function importsRouter({ database, clock, imports }: ConsoleParts): Router {
  const files = new SentFiles({ database, folder: imports.folder });
  const service = new ImportService({ database, clock });
  const router = Router({ mergeParams: true });

  const runOf = async (shopId: string, id: unknown): Promise<ImportRun> => {
    const run = await importOf(database, shopId, parseInput(idParameter, id, 'the id'));
    if (!run) throw new NotFoundError('there is no such import');
    return run;
  };
  const start = async (file: ImportFile, asked: ImportAsked & { kind: ImportKind }, actor: string) => {
    const { shopId, id: fileId } = file;
    if (await service.running(shopId))
      throw new ConflictError('another import into this shop is running; begin this one when it has ended', {
        details: { reason: 'running' },
      });
    const request = { ...(await files.question(file, asked)), kind: asked.kind };
    return files.named(
      file,
      imports.runner.start(shopId, request, { actor, asked: { request: asked, fileId } }),
    );
  };

  router.get('/imports', async (request, response) => {
    const shopId = shopOf(request);
    const { after } = parseInput(listQuery, request.query, 'the query');
    response.json(await importList(database, shopId, await service.running(shopId), after));
  });

  router.post('/imports', async (request, response) => {
    const { fileId, ...asked } = readBody(startSchema, request);
    const file = await files.get(shopOf(request), fileId);
    const id = await start(file, asked as ImportAsked & { kind: ImportKind }, actorOf(staffOf(response)));
    response.status(202).json({ id });
  });

  router.get('/imports/:id', async (request, response) => {
    // Asked before the state is read: one that ends in between has ended, and was not cut off.
    const running = await service.running(shopOf(request));
    const run = await runOf(shopOf(request), request.params.id);
    response.json(await importDetail(database, run, running, await service.reasons(run)));
  });

  router.get('/imports/:id/rejects.csv', async (request, response) => {
    const run = await runOf(shopOf(request), request.params.id);
    const pages = service.rejects(run);
    await sendCsv(response, `${run.fileName}.rejected.csv`, rejectColumns, async () => {
      const page = await pages.next();
      return page.done ? { rows: [], next: null } : { rows: [...page.value], next: 'more' };
    });
  });

  router.post('/imports/:id/resume', async (request, response) => {
    const run = await runOf(shopOf(request), request.params.id);
    if (run.state === 'done' || run.state === 'cancelled')
      throw new ConflictError(`that import is ${run.state} already`);
    if (run.fileId === null)
      throw new ConflictError('that import was begun by the command line: the same command goes on with it', {
        details: { reason: 'command_line' },
      });
    const file = await files.get(run.shopId, run.fileId);
    const asked = { ...(run.request as ImportAsked), kind: run.kind };
    response.status(202).json({ id: await start(file, asked, actorOf(staffOf(response))) });
  });

  for (const stop of ['pause', 'cancel'] as const)
    router.post(`/imports/:id/${stop}`, async (request, response) => {
      const run = await runOf(shopOf(request), request.params.id);
      const stopped = await service.stop(run.shopId, run.id, stop, actorOf(staffOf(response)));
      // While it runs, its thread removes the file when it has stopped.
      if (stop === 'cancel' && stopped === 'done' && run.fileId !== null)
        await files.remove(run.shopId, run.fileId);
      response.status(202).json({ stopped });
    });

  return router;
}
