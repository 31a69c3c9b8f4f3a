/**
 * kill -9 of replicas at random moments, under load, and what becomes of the messages: two replicas as built, on one
 * Postgres that survives, each killed and started again and again, also before it is ready; both may be down at once.
 * Usage: npm run bench:kill [-- KILLS [CONVERSATIONS [SEED]]]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { Database } from '../../adapters/postgres/database.ts';
import { startEmbedded } from '../../adapters/postgres/embedded.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { freePort } from '../turn/free-port.ts';
import { quantilesOf } from '../turn/quantiles.ts';
import { Replica } from './replica.ts';
import { Shopper } from './shopper.ts';
import { verdictOf } from './verdict.ts';

const kills = Number(process.argv[2] ?? 200);
const conversations = Number(process.argv[3] ?? 20);
const seed = process.argv[4] ?? String(Date.now());
/** Mean pause between a shopper's messages: about what two replicas on two cores that restart all the time can answer. */
const pauseMs = 1_500;
/** A replica lives up to this long after it is ready. */
const livesMs = 3_000;
/** So many of all kills come while it starts. */
const killedEarly = 0.15;
const startsWithinMs = 2_000;

console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${kills} kills, ${conversations} conversations, seed ${seed}`,
);
const folder = await mkdtemp(join(tmpdir(), 'mainstay-kill-'));
await chmod(folder, 0o755);
const postgres = await startEmbedded({ folder, password: 'bench', settings: { max_connections: '120' } });
const url = await postgres.database('mainstay');
const database = new Database({ connectionString: url });
const replicas: Replica[] = [];
for (const name of ['a', 'b']) replicas.push(new Replica(await freePort(), url, join(folder, name)));

const begun = performance.now();
let killed = 0;
let early = 0;
let inWork = 0;
let caught = 0;
let fallen = 0;

async function unanswered(): Promise<number> {
  const { rows } = await database.query<{ open: number }>(
    `select count(*) as open from activities where turn_state = 'pending'`,
  );
  return rows[0]!.open;
}

async function kill(replica: Replica): Promise<void> {
  if (!replica.lives) {
    fallen++;
    return;
  }
  killed++;
  const open = await unanswered();
  await replica.end('SIGKILL');
  caught += open;
  if (open > 0) inWork++;
  if (killed % 20 === 0)
    console.log(`${killed} kills after ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/** Kills one replica and starts it again until there were enough kills of all; leaves it running. */
async function torment(replica: Replica, random: SeededRandom): Promise<void> {
  for (;;) {
    await sleep(random.next() * livesMs);
    if (killed >= kills) return;
    await kill(replica);
    while (killed < kills && random.next() < killedEarly) {
      replica.start().catch(() => {});
      await sleep(random.next() * startsWithinMs);
      early++;
      await kill(replica);
    }
    while (!(await started(replica))) fallen++;
  }
}

function started(replica: Replica): Promise<boolean> {
  return replica.start().then(
    () => true,
    () => false,
  );
}

let failed = true;
try {
  await migrate(url);
  // A small one: what is learnt and read at a start is done soon, and a restart is what a restart costs.
  await loadDemoShop(database, {
    now: new Date(),
    shopperCount: 200,
    prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: new ZenRuleEngine() }),
  });
  await replicas[0]!.start();
  await replicas[1]!.start();
  console.log(`both replicas are ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  const origins = replicas.map(({ origin }) => origin);
  const shoppers = await Promise.all(
    Array.from({ length: conversations }, (_, i) =>
      Shopper.open(origins, `c${100_000 + i}`, new SeededRandom(`${seed}/shopper ${i}`)),
    ),
  );
  const following = shoppers.map((shopper) => shopper.follow());
  const talking = Promise.all(shoppers.map((shopper) => shopper.talk(() => killed < kills, pauseMs)));
  await Promise.all([
    talking,
    ...replicas.map((replica, i) => torment(replica, new SeededRandom(`${seed}/replica ${i}`))),
  ]);
  const lastKill = performance.now();
  while ((await unanswered()) > 0 && performance.now() - lastKill < 120_000) await sleep(100);
  // Streams read on for as long as a lost hint and the next poll may take.
  await sleep(3_000);
  for (const shopper of shoppers) shopper.leave();
  await Promise.all(following);

  const acknowledged = shoppers.reduce((sum, shopper) => sum + shopper.acknowledged.length, 0);
  const retries = shoppers.reduce((sum, shopper) => sum + shopper.retries, 0);
  const reconnects = shoppers.reduce((sum, shopper) => sum + shopper.reconnects, 0);
  const { rows } = await database.query<{ waited: number }>(
    `select 1000 * extract(epoch from min(o.created_at) - i.created_at)::float8 as waited
     from activities i join activities o
       on o.shop_id = i.shop_id and o.conversation_id = i.conversation_id and o.reply_to = i.sequence
     where i.direction = 'inbound' group by i.conversation_id, i.sequence, i.created_at`,
  );
  const waits = quantilesOf(rows.map(({ waited }) => waited));
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `\n${killed} kills in ${((lastKill - begun) / 1000).toFixed(0)} s: ${early} while starting, ${inWork} with messages unanswered (${(caught / killed).toFixed(1)} on average)`,
  );
  console.log(
    `${acknowledged} messages acknowledged, ${retries} posts repeated, ${reconnects} streams resumed`,
  );
  console.log(
    `stored to answered: p50 ${seconds(waits.p50)}, p95 ${seconds(waits.p95)}, p99 ${seconds(waits.p99)}`,
  );
  const verdict = { ...(await verdictOf(database, shoppers)), endedByThemselves: fallen };
  for (const [fault, count] of Object.entries(verdict)) console.log(`${fault.padEnd(20)}${count}`);
  failed = Object.values(verdict).some((count) => count > 0);
} finally {
  await Promise.all(replicas.map((replica) => replica.end('SIGTERM')));
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
