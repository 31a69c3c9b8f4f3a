import { join } from 'node:path';
import { startEmbedded } from '../adapters/postgres/embedded.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import type { Config } from './config.ts';
import { explainDatabaseFailure } from './explain-database-failure.ts';
import { Home } from './home.ts';

export interface OpenDatabase {
  connectionString: string;
  close(): Promise<void>;
}

/**
 * The database of this configuration, migrated: `DATABASE_URL`, or the embedded one in MAINSTAY_HOME, started here.
 * A command may share the embedded database of a server that already runs; the server itself may not.
 * @throws ConfigurationError when the folder or the port is taken, or the database does not answer.
 */
export async function openDatabase(config: Config, options: { share: boolean }): Promise<OpenDatabase> {
  if (config.DATABASE_URL) {
    await migrateOrExplain(config.DATABASE_URL);
    return { connectionString: config.DATABASE_URL, close: async () => {} };
  }
  const home = new Home(config.MAINSTAY_HOME);
  if (options.share) {
    const owner = await home.owner();
    if (owner?.connectionString) return { connectionString: owner.connectionString, close: async () => {} };
  }
  await home.take();
  try {
    const server = await startEmbedded({
      folder: join(config.MAINSTAY_HOME, 'postgres'),
      password: await home.secret('postgres'),
      ...(config.EMBEDDED_PORT > 0 && { port: config.EMBEDDED_PORT }),
    });
    const connectionString = await server.database('mainstay');
    await migrateOrExplain(connectionString);
    await home.announceDatabase(connectionString);
    return {
      connectionString,
      async close() {
        await server.stop();
        await home.release();
      },
    };
  } catch (error) {
    await home.release();
    throw error;
  }
}

async function migrateOrExplain(connectionString: string): Promise<void> {
  try {
    await migrate(connectionString);
  } catch (cause) {
    throw explainDatabaseFailure(connectionString, cause);
  }
}
