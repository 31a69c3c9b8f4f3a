import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { openDatabase } from '../../app/open-database.ts';

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

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
