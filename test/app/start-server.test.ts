import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { startServer } from '../../app/start-server.ts';
import { silentLogger } from '../../core/logger.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mainstay-start-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('a start that fails leaves no thread behind to keep the process', async () => {
  const data = join(home, 'postgres', 'data');
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'PG_VERSION'), '9');
  const before = workers();
  await expect(startServer(readConfig({ MAINSTAY_HOME: home }), silentLogger)).rejects.toThrow(
    'Postgres did not start',
  );
  await expect.poll(workers, { timeout: 5_000 }).toBe(before);
});

/** Inference threads of this process, by the channel that each keeps open. */
function workers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
}
