import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { demoShopId, loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { saveFrontier } from '../../adapters/postgres/change-epsilon.ts';
import { computeFrontier } from '../../adapters/postgres/compute-frontier.ts';
import { Database } from '../../adapters/postgres/database.ts';
import { indexConversations } from '../../adapters/postgres/desk-search.ts';
import { startEmbedded } from '../../adapters/postgres/embedded.ts';
import { learnResponses } from '../../adapters/postgres/learn-responses.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { newestValueFit } from '../../adapters/postgres/value-fits.ts';
import { readPages } from '../../adapters/readings/read-pages.ts';
import { composeServices, type Services } from '../../app/compose-services.ts';
import { readConfig } from '../../app/config.ts';
import { fitValue } from '../../app/fit-value.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import { systemClock } from '../../core/clock.ts';
import type { StaffMember } from '../../core/contracts/staff.ts';
import { silentLogger } from '../../core/logger.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { createMember } from '../../test/support/staff.ts';
import { fillBooks } from './fill-books.ts';
import { fillConversations } from './fill-conversations.ts';
import { fillDecisions } from './fill-decisions.ts';
import { fillImports } from './fill-imports.ts';
import { fillOrders } from './fill-orders.ts';
import { fillWork } from './fill-work.ts';

export interface FilledShop {
  readonly database: Database;
  readonly connectionString: string;
  /** Its MAINSTAY_HOME. */
  readonly home: string;
  readonly services: Services;
  readonly models: TextModels;
  /** Who may do everything everywhere. */
  readonly admin: StaffMember;
  /** Whose conversations the open ones are; ids of users. */
  readonly agents: readonly string[];
}

const orderLines = 500_000;
const shoppers = 50_000;
const open = 500;
const people = 10;

/**
 * The demo shop with half a million order lines and a year of conversations, decisions and work, on a Postgres of its own
 * with its default durability; both are gone when `work` has ended, failed or was interrupted.
 * @param home a folder to keep the filled shop in, for the next run; undefined: a temporary one.
 */
export async function withFilledShop(
  options: { conversations: number; home?: string | undefined },
  work: (shop: FilledShop) => Promise<void>,
): Promise<void> {
  const folder = options.home ? resolve(options.home) : await mkdtemp(join(tmpdir(), 'mainstay-bench-'));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755); // where Postgres must run as somebody else
  // What outlives this process when it does not end it.
  const lasting: (() => Promise<unknown>)[] = [];
  if (!options.home) lasting.push(() => rm(folder, { recursive: true, force: true }));
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= close(lasting));
  const undo: (() => Promise<unknown>)[] = [end];
  // Interrupted: without waiting for a statement that runs for minutes.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(1)));
  try {
    const settings = { shared_preload_libraries: 'pg_stat_statements' };
    const embedded = await startEmbedded({ folder, password: 'bench', settings });
    lasting.push(() => embedded.stop());
    const connectionString = await embedded.database('bench');
    await migrate(connectionString);
    const database = new Database({ connectionString });
    undo.push(() => database.close());
    const models = await startTextModels({ workers: 1 });
    undo.push(() => models.close());
    const config = readConfig({});
    const services = composeServices({
      config,
      database,
      models,
      metrics: noTurnMetrics,
      logger: silentLogger,
    });
    undo.push(() => services.close());
    const begun = performance.now();
    const told = (what: string) =>
      console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${what}`);
    await fill(database, services, options.conversations, told);
    const { rows } = await database.query<StaffMember>(
      `select id, name, email, role, shop_id as "shopId" from users order by role, created_at, id`,
    );
    await work({
      database,
      connectionString,
      home: folder,
      services,
      models,
      admin: rows.find(({ role }) => role === 'admin')!,
      agents: rows.filter(({ role }) => role === 'agent').map(({ id }) => id),
    });
  } finally {
    await close(undo);
  }
}

/** In the reverse order of their beginning; one that fails keeps no other from ending. */
async function close(parts: (() => Promise<unknown>)[]): Promise<void> {
  for (const part of parts.splice(0).reverse()) await part().catch((error: Error) => console.error(error));
}

async function fill(
  database: Database,
  services: Services,
  conversations: number,
  told: (what: string) => void,
): Promise<void> {
  const { rows } = await database.query("select 1 from users where role = 'admin'");
  if (rows.length === 0) {
    await loadDemoShop(database, {
      now: new Date(),
      prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: services.rules }),
    });
    told('the demo shop');
    await fillOrders(database, demoShopId, { shoppers, lines: orderLines });
    told('orders');
    const agents = await members(database, 'agent');
    await fillConversations(database, demoShopId, { conversations, open, agents });
    told('conversations');
    await database.query('analyze');
    await fillDecisions(database, services, demoShopId);
    told('decisions');
    await fillBooks(database, demoShopId);
    told('grants and ledger');
    await fillWork(database, demoShopId, { agents, marketers: await members(database, 'marketer') });
    told('work');
    await indexConversations(database, true);
    told('words to search by');
    await database.query('vacuum analyze');
    // Last: it says that the rest is there.
    await createMember(database, { name: 'Ada', role: 'admin', email: 'ada@example.com' });
  }
  await fillImports(database, demoShopId);
  await workNights(database, services);
  told('a night\u2019s work');
  await services.knowledge.refresh(demoShopId, { kinds: ['article', 'product'] });
  await services.recommender.refresh(demoShopId, new Date());
  told('catalogue and recommendations read');
}

/** What the nightly jobs leave for the pages to show, where they have not yet. */
async function workNights(database: Database, services: Services): Promise<void> {
  const now = systemClock.now();
  if (!(await newestValueFit(database, demoShopId))?.totals)
    await fitValue({ database, clock: systemClock }, demoShopId);
  const { rows } = await database.query('select 1 from frontiers where shop_id = $1', [demoShopId]);
  if (rows.length === 0) {
    const run = await computeFrontier({ ...services, database }, demoShopId, now);
    await database.transaction((tx) => saveFrontier(tx, demoShopId, run));
  }
  await database.query(
    // Each channel at levels of its own, which move every fortnight.
    `insert into spend (shop_id, channel, day, spend_cents)
     select $1, channel, current_date - d,
       (20000 + 30000 * abs(hashtext(channel || d / 14) % 1000) / 1000 + abs(hashtext(channel || d)) % 4000)::bigint
     from unnest(array['search', 'social', 'banner', 'mail']) as channel, generate_series(1, 420) as d
     on conflict do nothing`,
    [demoShopId],
  );
  await learnResponses(database, demoShopId, now);
  await readPages({ database, clock: systemClock, atRisk: services.atRisk }, demoShopId);
}

async function members(database: Database, role: 'agent' | 'marketer'): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < people; i++)
    made.push((await createMember(database, { role, name: `${role} ${i}`, shopId: demoShopId })).id);
  return made;
}

/** What there is of everything, and where it is measured. */
export async function describeShop(database: Database): Promise<string> {
  const tables = [
    'order_lines',
    'orders',
    'shoppers',
    'conversations',
    'activities',
    'understandings',
    'decisions',
  ];
  tables.push('grants', 'ledger', 'outcomes', 'handoffs', 'audit_log', 'events', 'labelled_messages');
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await database.query<{ count: number }>(`select count(*) as count from ${table}`);
      return `${rows[0]!.count.toLocaleString('en')} ${table}`;
    }),
  );
  const load = loadavg().map((value) => value.toFixed(1));
  return (
    `${counts.join(', ')}\n${cpus().length} cores of ${cpus()[0]?.model}, Node ${process.version}, ` +
    `load ${load.join(' ')}, ${new Date().toISOString()}`
  );
}
