import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { openDatabase } from '../../app/open-database.ts';
import { createTestDatabase } from '../support/database.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-open-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the embedded database survives a kill of its owner and keeps what was committed', async () => {
  const config = readConfig({ MAINSTAY_HOME: join(folder, 'killed') });
  const first = await openDatabase(config, { share: false });
  await query(first.connectionString, 'create table kept as select 42 as answer');
  // What a kill -9 leaves: the lock of a dead process, and a Postgres that still runs.
  const lock = join(config.MAINSTAY_HOME, 'owner.json');
  await writeFile(lock, (await readFile(lock, 'utf8')).replace(String(process.pid), '999999'));

  const second = await openDatabase(config, { share: false });
  expect(await query(second.connectionString, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await second.close();
});

test('a taken port is refused with a sentence that says what to do', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number };
  const config = readConfig({ MAINSTAY_HOME: join(folder, 'port'), EMBEDDED_PORT: String(port) });
  await expect(openDatabase(config, { share: false })).rejects.toThrow(
    `port ${port} is taken: set EMBEDDED_PORT to another one`,
  );
  holder.close();
});

test('a database that does not answer is named without its password', async () => {
  const config = readConfig({ DATABASE_URL: 'postgres://somebody:hidden@127.0.0.1:1/x' });
  const failure = await openDatabase(config, { share: false }).catch((error: Error) => error);
  expect(failure).toMatchObject({ code: 'configuration' });
  expect(String(failure)).toContain('127.0.0.1:1');
  expect(String(failure)).not.toContain('hidden');
});

test.each([
  ['a wrong password', (url: URL) => Object.assign(url, { password: 'hidden' }), 'refuses user and password'],
  [
    'a database that is not there',
    (url: URL) => Object.assign(url, { pathname: '/nowhere' }),
    'no database of that name',
  ],
  ['a port where nobody listens', (url: URL) => Object.assign(url, { port: '1' }), 'nothing listens there'],
  [
    'a host that does not exist',
    (url: URL) => Object.assign(url, { hostname: 'nowhere.invalid' }),
    'DATABASE_URL',
  ],
])('%s is told in one sentence with what would mend it', async (_, wrong, said) => {
  const url = wrong(new URL(inject('templateConnectionString')));
  const failure = await openDatabase(readConfig({ DATABASE_URL: url.toString() }), { share: false }).catch(
    (error: Error) => error,
  );
  expect(failure).toMatchObject({ code: 'configuration' });
  expect(String(failure)).toContain(said);
  expect(String(failure)).not.toMatch(/hidden|\n/);
});

test('a schema of a newer version is refused, and so is a database that holds something else', async () => {
  const db = await createTestDatabase();
  const opened = () => openDatabase(readConfig({ DATABASE_URL: db.connectionString }), { share: false });
  await db.database.query("insert into schema_migrations (name) values ('9999_later.sql')");
  await expect(opened()).rejects.toThrow('newer Mainstay (9999_later.sql)');
  await db.database.query('drop table schema_migrations');
  await expect(opened()).rejects.toThrow('tables that Mainstay did not make');
  await db.drop();
});

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
