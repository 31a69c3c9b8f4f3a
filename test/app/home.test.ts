import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Home } from '../../app/home.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-home-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder that a living process owns is refused with its process id', async () => {
  const other = spawn('sleep', ['30']);
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: other.pid }));
  await expect(new Home(folder).take()).rejects.toThrow(`in use by another Mainstay (process ${other.pid})`);
  other.kill('SIGKILL');
});

test('the lock of a killed process is taken over', async () => {
  const other = spawn('true');
  await new Promise((resolve) => other.once('exit', resolve));
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: other.pid }));
  const home = new Home(folder);
  await home.take();
  await home.release();
  await expect(stat(join(folder, 'owner.json'))).rejects.toThrow('ENOENT');
});

test('a half-written lock is taken over', async () => {
  await writeFile(join(folder, 'owner.json'), '{"pid"');
  await expect(new Home(folder).take()).resolves.toBeUndefined();
});

test('a secret is made once, and only its owner can read it', async () => {
  const home = new Home(folder);
  const [first, second] = await Promise.all([home.secret('token'), home.secret('token')]);
  expect(first).toBe(second);
  expect(first).toHaveLength(43);
  expect((await stat(join(folder, 'token.key'))).mode & 0o077).toBe(0);
});

test('a folder that cannot be one is refused with what would do', async () => {
  await writeFile(join(folder, 'file'), '');
  for (const place of ['file', 'file/below'])
    await expect(new Home(join(folder, place)).take()).rejects.toThrow(
      'is a file, not a folder; set MAINSTAY_HOME to a folder that can be written',
    );
});
