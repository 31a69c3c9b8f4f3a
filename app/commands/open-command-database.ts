import { Database } from '../../adapters/postgres/database.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../open-database.ts';

/** The database of the configuration for one command; a running server's embedded one is shared. */
export async function openCommandDatabase(): Promise<{
  database: Database;
  connectionString: string;
  close(): Promise<void>;
}> {
  const opened = await openDatabase(readConfig(), { share: true });
  const database = new Database({ connectionString: opened.connectionString, maxConnections: 4 });
  return {
    database,
    connectionString: opened.connectionString,
    async close() {
      await database.close();
      await opened.close();
    },
  };
}
