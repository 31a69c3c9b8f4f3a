import { join } from 'node:path';
import type { ImportParts } from '../adapters/http/console/console-parts.ts';
import type { Database } from '../adapters/postgres/database.ts';
import {
  deleteImportFile,
  deleteImportFilesBefore,
  isImportFileUsed,
} from '../adapters/postgres/import-files.ts';
import { ImportFolder } from '../adapters/shop-import/upload/import-folder.ts';
import type { Clock } from '../core/clock.ts';
import { importPieceBytes } from '../core/contracts/console-imports.ts';
import type { Logger } from '../core/logger.ts';
import { ImportThreads } from './import-threads.ts';

/** Files hold customers' data: what nobody imported is kept no longer. */
const keptMs = 7 * 86_400_000;
const sweepEveryMs = 3_600_000;

export interface Imports {
  readonly parts: ImportParts;
  start(): void;
  /** Pauses what runs. */
  stop(): Promise<void>;
}

/** Imports through the console: the folder of files, and the threads that read them. */
export function composeImports(parts: {
  database: Database;
  connectionString: string;
  home: string;
  mostBytes: number;
  clock: Clock;
  logger: Logger;
}): Imports {
  const { database, connectionString, clock, logger } = parts;
  const folder = new ImportFolder(join(parts.home, 'imports'), importPieceBytes);
  const tidy = async (fileId: string, shopId: string) => {
    if (await isImportFileUsed(database, shopId, fileId)) return;
    await folder.remove(fileId);
    await deleteImportFile(database, shopId, fileId);
  };
  const sweep = async () => {
    const before = new Date(clock.now().getTime() - keptMs);
    await folder.removeBefore(before);
    await deleteImportFilesBefore(database, before);
  };
  const warn = (error: Error) => logger.warn('files of imports could not be removed', { error });
  const tidying = new Set<Promise<void>>();
  const runner = new ImportThreads({
    connectionString,
    logger,
    ended(fileId, shopId) {
      const done: Promise<void> = tidy(fileId, shopId)
        .catch(warn)
        .finally(() => tidying.delete(done));
      tidying.add(done);
    },
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    parts: { folder, runner, mostBytes: parts.mostBytes },
    start() {
      sweep().catch(warn);
      timer = setInterval(() => void sweep().catch(warn), sweepEveryMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await runner.stop();
      await Promise.all(tidying);
    },
  };
}
