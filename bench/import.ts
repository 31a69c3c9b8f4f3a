import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Database } from '../adapters/postgres/database.ts';
import { startEmbedded } from '../adapters/postgres/embedded.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { createShop } from '../app/create-shop.ts';
import { projectPath } from '../app/project-path.ts';

/**
 * `npm run bench:import -- FILE [RUNS]`: imports a file of orders by the built command line, each run into a new shop
 * of a Postgres of its own with its default durability, then once more into the last shop. Prints seconds, rows a second,
 * the highest memory of the importing process, and processor seconds of both sides, which other load does not change.
 */
async function main(): Promise<void> {
  const [path, runs = '3'] = process.argv.slice(2);
  if (!path) {
    process.stderr.write('usage: npm run bench:import -- online_retail.csv[.gz] [runs]\n');
    process.exitCode = 2;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'));
  await chmod(folder, 0o755); // where Postgres must run as somebody else
  // The report of rejected rows is written beside the input.
  const input = join(folder, basename(path));
  await copyFile(path, input);
  const server = await startEmbedded({ folder, password: 'bench' });
  try {
    const connectionString = await server.database('bench');
    await migrate(connectionString);
    const database = new Database({ connectionString });
    process.stdout.write(
      `${basename(path)}, ${(await stat(path)).size} bytes; ${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}\n` +
        'run               rows       s  rows/s  peak MB  CPU s here  CPU s Postgres\n',
    );
    for (let run = 1; run <= Number(runs); run++) {
      await addShop(database, `run-${run}`);
      await importOnce(database, connectionString, folder, input, `run-${run}`, String(run));
    }
    await importOnce(database, connectionString, folder, input, `run-${runs}`, 'the same again');
    await database.close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function addShop(database: Database, id: string): Promise<void> {
  const place = { currency: 'GBP', country: 'GB', timeZone: 'Europe/London', language: 'en' } as const;
  await createShop(
    database,
    { id, name: { en: id, zh: id }, ...place, productUrl: '', support: null },
    new Date(),
  );
}

async function importOnce(
  database: Database,
  connectionString: string,
  folder: string,
  path: string,
  shop: string,
  name: string,
): Promise<void> {
  const before = await postgresCpuSeconds(folder);
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [projectPath('dist/server/app/main.js'), 'import', 'orders', path, '--shop', shop],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { DATABASE_URL: connectionString } },
  );
  let usage = { peakMb: 0, cpuSeconds: 0 };
  const watch = setInterval(() => {
    usageOf(child.pid!).then(
      (now) => {
        usage = now;
      },
      () => {}, // it has ended
    );
  }, 50);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  const seconds = (performance.now() - begun) / 1000;
  const { rows } = await database.query<{ records: number }>(
    'select records_read as records from imports where shop_id = $1 order by started_at desc limit 1',
    [shop],
  );
  const { records } = rows[0]!;
  const postgres = (await postgresCpuSeconds(folder)) - before;
  process.stdout.write(
    `${name.padEnd(15)} ${String(records).padStart(6)} ${seconds.toFixed(1).padStart(7)} ${String(Math.round(records / seconds)).padStart(7)} ${String(Math.round(usage.peakMb)).padStart(8)} ${usage.cpuSeconds.toFixed(1).padStart(11)} ${postgres.toFixed(1).padStart(15)}\n`,
  );
}

/** Highest resident memory and processor time of a process so far, from Linux's /proc. */
async function usageOf(pid: number): Promise<{ peakMb: number; cpuSeconds: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  const [own] = await cpuTicks(pid);
  return { peakMb: peakKb / 1024, cpuSeconds: own / 100 };
}

/** Of the server and of every connection that has ended. */
async function postgresCpuSeconds(folder: string): Promise<number> {
  const pid = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const [own, children] = await cpuTicks(pid);
  return (own + children) / 100;
}

/** User and system ticks of a process, and of its children that have ended. */
async function cpuTicks(pid: number): Promise<[number, number]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return [fields[11]! + fields[12]!, fields[13]! + fields[14]!];
}

await main();
