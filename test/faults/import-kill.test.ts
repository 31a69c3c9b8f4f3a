import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openImportWorld, ordersFile } from '../adapters/shop-import/import-world.ts';
import { spawnScript } from '../support/child-process.ts';

let world: Awaited<ReturnType<typeof openImportWorld>>;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());

const script = new URL('./import-process.ts', import.meta.url).pathname;

/** Starts an import and kills it once it has printed a line that begins so. @returns false when it was done first. */
async function killedAt(shop: string, path: string, wanted: string, skip: number): Promise<boolean> {
  const child = await spawnScript(script, [world.connectionString, shop, path]);
  let left = skip;
  const matches = (line: string) => line.startsWith(wanted) && left-- <= 0;
  let killed = false;
  if (matches(child.line)) killed = true;
  else
    for await (const line of createInterface({ input: child.process.stdout! }))
      if (matches(line)) {
        killed = true;
        break;
      }
  await child.kill();
  return killed;
}

test('killed again and again while it reads and writes, the tables are those of an unbroken run', async () => {
  const path = await world.file(ordersFile(24_000));
  const request = { kind: 'orders', path, mapping: new Map() } as const;
  // The ids of a shop's orders are made of its own id: both runs are of a shop of one name, in turn.
  await world.shop('retail');
  await world.service.run('retail', request);
  const unbroken = await world.tables('retail');
  expect(unbroken.orders.length).toBe(24_000);
  expect(unbroken.returns.some(({ matched_cents }) => matched_cents > 0)).toBe(true);
  await world.database.query(
    `truncate orders, order_lines, shoppers, products, imported_returns, source_records, order_counters, imports
     restart identity cascade`,
  );

  const kills = [
    ['read', 0],
    ['read', 1],
    ['read 4', 0],
    ['write', 0],
    ['write', 3],
    ['settle', 0],
  ] as const;
  let hits = 0;
  for (const [line, skip] of kills) if (await killedAt('retail', path, line, skip)) hits++;
  expect(hits).toBeGreaterThanOrEqual(4);

  const last = await spawnScript(script, [world.connectionString, 'retail', path]);
  last.process.stdout!.resume();
  if (last.process.exitCode === null) await once(last.process, 'exit');
  expect(await world.tables('retail')).toEqual(unbroken);
  const runs = await world.service.list('retail');
  expect(runs.filter(({ state }) => state === 'done').length).toBeGreaterThanOrEqual(1);
  expect(runs.filter(({ state }) => state === 'running')).toEqual([]);
}, 240_000);
