import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoShopId, loadDemoShop } from '../adapters/demo-shop/load-demo-shop.ts';
import { Database } from '../adapters/postgres/database.ts';
import { startEmbedded } from '../adapters/postgres/embedded.ts';
import { type PassageWithVector, refreshVectors } from '../adapters/postgres/knowledge-refresh.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { silentLogger } from '../core/logger.ts';
import type { Embedder } from '../nlp/embedder.ts';

/** The demo shop's passages with their vectors, from a Postgres of its own that is gone afterwards. */
export async function demoPassages(embedder: Embedder, modelVersion: string): Promise<PassageWithVector[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({ folder, password: 'bench', settings: { fsync: 'off' } });
  try {
    const connectionString = await server.database('mainstay');
    await migrate(connectionString);
    const database = new Database({ connectionString });
    try {
      await loadDemoShop(database, { now: new Date('2026-11-23T12:00:00Z') });
      const { passages } = await refreshVectors({
        database,
        embedder,
        modelVersion,
        shopId: demoShopId,
        logger: silentLogger,
      });
      return passages;
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
