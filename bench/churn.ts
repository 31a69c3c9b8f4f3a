import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Database } from '../adapters/postgres/database.ts';
import { startEmbedded } from '../adapters/postgres/embedded.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { churnReportText } from '../app/commands/train-churn.ts';
import { onnxChurnRuntime } from '../app/onnx-churn-runtime.ts';
import { trainChurn } from '../app/train-churn.ts';
import { FixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';

/**
 * The churn model on a real shop's orders: `npm run bench:churn -- online_retail.csv[.gz]`.
 * FILE is UCI "Online Retail" with columns Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country: one
 * customer's rows of one minute are an order, a negative quantity is a refund on their latest order. It is loaded into
 * a Postgres of its own and trained by the code that serves; prints AUC, Brier score and calibration on later cut-offs
 * and unseen shoppers, against RFM. There is no browsing in it.
 */
async function main(): Promise<void> {
  const [path] = process.argv.slice(2);
  if (!path) {
    process.stderr.write('usage: npm run bench:churn -- online_retail.csv[.gz]\n');
    process.exitCode = 2;
    return;
  }
  const orders = ordersOf(await readTable(path));
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'));
  await chmod(folder, 0o755); // where Postgres must run as somebody else
  const server = await startEmbedded({ folder, password: 'bench', settings: { fsync: 'off' } });
  try {
    const connectionString = await server.database('bench');
    await migrate(connectionString);
    const database = new Database({ connectionString });
    await insert(database, orders);
    const until = new Date(
      orders.reduce((latest, order) => Math.max(latest, order.at.getTime()), 0) + 60_000,
    );
    const started = performance.now();
    const { version, report } = await trainChurn(
      { database, runtime: onnxChurnRuntime, clock: new FixedClock(until), candidates: true },
      'bench',
    );
    process.stdout.write(churnReportText(version, report));
    process.stdout.write(
      `\n${orders.length} orders; trained in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
    );
    await database.close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface BenchOrder {
  readonly id: string;
  readonly customer: string;
  readonly at: Date;
  cents: number;
  refundCents: number;
  refundedAt: Date | null;
}

async function readTable(path: string): Promise<string[][]> {
  const bytes = await readFile(path).catch((cause) => {
    throw new Error(`cannot read "${path}": give the path of online_retail.csv or .csv.gz`, { cause });
  });
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trimEnd().split('\n').slice(1).map(fieldsOf);
}

/** Fields of a CSV line; quotes may hold commas. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function ordersOf(rows: readonly string[][]): BenchOrder[] {
  const sorted = rows
    .map((row) => ({
      quantity: Number(row.at(-5)),
      at: new Date(row.at(-4)!),
      cents: Math.round(Number(row.at(-3)) * 100),
      customer: row.at(-2)!,
    }))
    .filter(({ customer, cents }) => customer !== '' && cents > 0)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const orders = new Map<string, BenchOrder>();
  const latest = new Map<string, BenchOrder>();
  for (const { customer, at, quantity, cents } of sorted) {
    const before = latest.get(customer);
    if (quantity < 0) {
      if (!before) continue;
      before.refundCents = Math.min(before.cents, before.refundCents - quantity * cents);
      before.refundedAt ??= at;
      continue;
    }
    const key = `${customer} ${at.toISOString().slice(0, 16)}`;
    const order = orders.get(key) ?? {
      id: newId(),
      customer,
      at,
      cents: 0,
      refundCents: 0,
      refundedAt: null,
    };
    order.cents += quantity * cents;
    orders.set(key, order);
    latest.set(customer, order);
  }
  return [...orders.values()];
}

async function insert(database: Database, orders: readonly BenchOrder[]): Promise<void> {
  await database.query(
    `insert into shops (id, name, currency, country, identity_secret) values ('bench', '{}', 'GBP', 'GB', '')`,
  );
  const customers = new Map(
    [...new Set(orders.map(({ customer }) => customer))].map((name) => [name, uuidOf(name)]),
  );
  await database.query(`insert into shoppers (shop_id, id) select 'bench', unnest($1::uuid[])`, [
    [...customers.values()],
  ]);
  await database.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency)
     select 'bench', id, id::text, shopper, at, 'delivered', 'GBP'
     from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as o (id, shopper, at)`,
    [
      orders.map(({ id }) => id),
      orders.map(({ customer }) => customers.get(customer)),
      orders.map(({ at }) => at),
    ],
  );
  await database.query(
    `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, refund_cents, refunded_at)
     select 'bench', id, 1, 'basket', 1, cents, refund, refunded_at
     from unnest($1::uuid[], $2::integer[], $3::integer[], $4::timestamptz[]) as l (id, cents, refund, refunded_at)`,
    [
      orders.map(({ id }) => id),
      orders.map(({ cents }) => cents),
      orders.map(({ refundCents }) => refundCents),
      orders.map(({ refundedAt }) => refundedAt),
    ],
  );
  await database.query('analyze');
}

/** The same customer is the same shopper in every run: the split into fitted and unseen goes by the id. */
function uuidOf(customer: string): string {
  return `00000000-0000-4000-8000-${customer.padStart(12, '0')}`;
}

await main();
