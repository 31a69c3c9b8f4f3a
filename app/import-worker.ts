import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '../adapters/postgres/database.ts';
import { guessKind } from '../adapters/shop-import/guess-kind.ts';
import { ImportService } from '../adapters/shop-import/import-service.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import { type ImportNews, type ImportTask, pauseOrder } from './import-threads.ts';

/** Entry of the threads that `ImportThreads` starts. */
const task = workerData as ImportTask;
// One holds the shop's lock, two write while the next rows are read.
const database = new Database({ connectionString: task.connectionString, maxConnections: 4 });
const service = new ImportService({ database, clock: systemClock });
const tell = (news: ImportNews) => parentPort?.postMessage(news);

async function work(): Promise<ImportNews> {
  if (task.do === 'preview') {
    const { question, shopId, whole } = task;
    const { path, facts, encoding, delimiter } = question;
    const given = { ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
    const kind = question.kind ?? (await guessKind(path, facts!, given));
    const { rows: _, ...preview } = await service.preview(shopId, { ...question, kind }, whole);
    return { kind: 'answer', answer: { kind, preview } };
  }
  const stop = new AbortController();
  parentPort?.on('message', (order) => {
    if (order === pauseOrder) stop.abort('pause');
  });
  const { shopId, request, actor, asked } = task;
  await service.run(shopId, request, {
    signal: stop.signal,
    actor,
    asked,
    onWait: null,
    onOpen: (id) => tell({ kind: 'opened', id }),
  });
  return { kind: 'done' };
}

const last = await work().catch(
  (error: Error): ImportNews => ({
    kind: 'failed',
    code: error instanceof MainstayError ? error.code : null,
    message: error.message,
    details: error instanceof MainstayError ? error.details : undefined,
  }),
);
await database.close();
tell(last);
parentPort?.close();
