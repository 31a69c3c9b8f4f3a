import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportParts } from '../../adapters/http/console/console-parts.ts';
import { composeImports } from '../../app/compose-imports.ts';
import { systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import type { TestDatabase } from './database.ts';

/** Imports through the console as a server has them, with a folder of their own. */
export async function startImports(
  { database, connectionString }: TestDatabase,
  mostBytes = 64 * 1_048_576,
): Promise<{ parts: ImportParts; home: string; stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'mainstay-imports-'));
  const imports = composeImports({
    database,
    connectionString,
    home,
    mostBytes,
    clock: systemClock,
    logger: silentLogger,
  });
  imports.start();
  return {
    parts: imports.parts,
    home,
    async stop() {
      await imports.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
