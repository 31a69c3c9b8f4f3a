import { StaffBrowser } from '../../test/support/staff.ts';
import { deskEndpoints } from '../desk/desk-endpoints.ts';
import { measureInterleaved } from '../measure.ts';
import { serveShop } from '../serve-shop.ts';
import { describeShop, type FilledShop, withFilledShop } from '../shop/filled-shop.ts';
import { consoleEndpoints } from './console-endpoints.ts';

/**
 * `npm run bench:console -- [RUNS] [HOME] [ONLY]`: every address that a page of console or desk reads, over HTTP with its
 * session, on a shop with 500,000 order lines and 50,000 conversations; one request at a time, all of them in turn, in the
 * server's own process. Of exports the time to the first byte. With HOME the filled shop is kept there for the next run;
 * ONLY: those whose name has it. Target: p95 <= 200 ms.
 */
const [runs = '40', home, only = ''] = process.argv.slice(2);

await withFilledShop({ conversations: 50_000, home: home || undefined }, async (shop) => {
  console.log(await describeShop(shop.database));
  await shop.database.query('create extension if not exists pg_stat_statements');
  const { origin, stop } = await serveShop(shop);
  try {
    const browser = new StaffBrowser(origin);
    await browser.signIn(shop.admin.email);
    const measured = [
      ...(await consoleEndpoints(shop.database, browser)),
      ...(await deskEndpoints(shop.database, browser)).map(
        ([name, path]) => [`desk: ${name}`, path] as const,
      ),
    ].filter(([name]) => name.includes(only));
    await shop.database.query('select pg_stat_statements_reset()');
    await measureInterleaved(
      measured.map(([name, path]) => ({
        name,
        send: async (run: number) => {
          const response = await browser.send('GET', path(run));
          if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
          if (name.endsWith('first byte')) await firstByteOf(response);
          else await response.arrayBuffer();
        },
      })),
      Number(runs),
    );
    await printStatements(shop);
  } finally {
    await stop();
  }
});

async function firstByteOf(response: Response): Promise<void> {
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
}

/** Where Postgres spent its time. */
async function printStatements({ database }: FilledShop): Promise<void> {
  const { rows } = await database.query<{ mean: number; most: number; calls: number; text: string }>(
    `select mean_exec_time as mean, max_exec_time as most, calls, regexp_replace(query, '\\s+', ' ', 'g') as text
     from pg_stat_statements where calls > 3 order by mean_exec_time desc limit 12`,
  );
  console.log('Statements by mean time, ms:');
  for (const { mean, most, calls, text } of rows)
    console.log(
      `${mean.toFixed(1).padStart(7)} (most ${most.toFixed(0)}, ${calls} calls)  ${text.slice(0, 150)}`,
    );
}
