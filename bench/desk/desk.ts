import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoShopId, loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { Database } from '../../adapters/postgres/database.ts';
import { indexConversations } from '../../adapters/postgres/desk-search.ts';
import { startEmbedded } from '../../adapters/postgres/embedded.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import type { QueuePage } from '../../core/contracts/desk-queue.ts';
import { newId } from '../../core/ids.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import { signedIn, startDeskServer } from '../../test/support/desk-server.ts';
import { quantilesOf } from '../turn/quantiles.ts';
import { fillDesk } from './fill.ts';

/**
 * Every endpoint of the desk over HTTP, session and all, on the demo shop with a year of conversations. One request at
 * a time. Target: p95 <= 200 ms at 50,000 conversations.
 */
const conversations = Number(process.argv[2] ?? 50_000);
const runs = Number(process.argv[3] ?? 60);
const open = 500;

const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-desk-'));
await chmod(folder, 0o755);
const embedded = await startEmbedded({ folder, password: 'bench' });
const connectionString = await embedded.database('bench');
await migrate(connectionString);
const database = new Database({ connectionString });
const engine = new ZenRuleEngine();
const loading = performance.now();
await loadDemoShop(database, {
  now: new Date(),
  prepare: (tx, shop) => seedMoney(tx, { ...shop, engine }),
});
const models = await startTextModels({ workers: 1 });
const server = await startDeskServer(database, connectionString, models);
const { browser, id: me } = await signedIn(database, server.origin, { name: 'Ada' });
const agents = [me, ...Array.from({ length: 9 }, newId)];
await fillDesk(database, demoShopId, { conversations, open, agents });
const filled = performance.now();
const indexed = await indexConversations(database, true);
console.log(
  `${conversations} conversations, ${open} open, in ${((filled - loading) / 1000).toFixed(0)} s; ` +
    `${indexed} indexed for search in ${((performance.now() - filled) / 1000).toFixed(0)} s; ${cpus()[0]?.model}, Node ${process.version}`,
);
await database.query('analyze');
// Nobody's desk is looked for meanwhile: the agents of the fill have none.
await server.desk.stop();

const mine = await browser.ask<QueuePage>('GET', '/api/desk/queue?view=mine');
const waiting = await browser.ask<QueuePage>('GET', '/api/desk/queue?view=unassigned&limit=100');
const all = await browser.ask<QueuePage>('GET', '/api/desk/queue');
const bot = await browser.ask<QueuePage>('GET', '/api/desk/queue?state=bot');
const ids = mine.rows.map(({ conversationId }) => conversationId);
const at = (i: number) => `/api/desk/conversations/${ids[i % ids.length]}`;

const reads: [string, (i: number) => string][] = [
  ['me', () => '/api/desk/me'],
  ['agents', () => '/api/desk/agents'],
  ['counts', () => '/api/desk/counts'],
  ['today', () => '/api/desk/today'],
  ['figures of 7 days', () => '/api/desk/figures?days=7'],
  ['figures of 90 days', () => '/api/desk/figures?days=90'],
  ['queue: mine', () => '/api/desk/queue?view=mine'],
  ['queue: unassigned', () => '/api/desk/queue?view=unassigned'],
  ['queue: all, page 2', () => `/api/desk/queue?after=${all.next}`],
  ['queue: four filters', () => '/api/desk/queue?topic=delivery&language=en&risk=0.5&value=50000'],
  ['queue: bot', () => '/api/desk/queue?state=bot'],
  ['queue: bot, page 2', () => `/api/desk/queue?state=bot&after=${bot.next}`],
  ['queue: bot, rare filter', () => '/api/desk/queue?state=bot&topic=payment&risk=0.99&value=199000'],
  ['queue: resolved', () => '/api/desk/queue?state=resolved'],
  ['search: a number', (i) => `/api/desk/search?q=${(i * 71) % 9999}`],
  ['search: a word in every conversation', () => '/api/desk/search?q=parcel'],
  ['search: Chinese', () => `/api/desk/search?q=${encodeURIComponent('水壶少发')}`],
  ['search: a name', () => '/api/desk/search?q=an'],
  ['conversation', at],
  ['transcript', (i) => `${at(i)}/transcript?before=5`],
  ['panel', (i) => `${at(i)}/panel`],
  ['what may be given', (i) => `${at(i)}/giving`],
  ['suggested reply', (i) => `${at(i)}/suggestion`],
  ['canned replies, filled', (i) => `${at(i)}/canned`],
  ['products', () => '/api/desk/products?q=mug'],
  ['views', () => '/api/desk/views'],
  ['alerts', () => '/api/desk/alerts?state=open'],
];
for (const [name, path] of reads) await measure(name, (i) => browser.send('GET', path(i)));

const free = waiting.rows.map(({ conversationId }) => `/api/desk/conversations/${conversationId}`);
const free1 = (i: number) => free[(i + free.length) % free.length]!;
await measure('take', (i) => browser.send('POST', `${free1(i)}/take`));
await measure('reply, no money in it', (i) =>
  browser.send('POST', `${free1(i)}/replies`, { id: newId(), text: 'I am on it.', lastSequenceSeen: 99 }),
);
await measure('reply, money checked', (i) =>
  browser.send('POST', `${free1(i)}/replies`, {
    id: newId(),
    text: 'Shipping is £3.95.',
    lastSequenceSeen: 99,
  }),
);
await measure('note', (i) => browser.send('POST', `${free1(i)}/notes`, { text: 'Rang the carrier.' }));
await measure('draft', (i) => browser.send('PUT', `${free1(i)}/draft`, { mode: 'reply', text: `Dear ${i}` }));
await measure('read', (i) => browser.send('POST', `${free1(i)}/read`, { sequence: 6 }));
await measure('presence', (i) =>
  browser.send('POST', '/api/desk/presence', { conversationId: ids[i % ids.length], state: 'writing' }),
);
await measure('assign', (i) => browser.send('POST', `${free1(i)}/assign`, { agentId: me }));
await measure('resolve', (i) =>
  browser.send('POST', `${free1(i)}/resolve`, { reason: 'solved', askRating: true }),
);

await server.stop();
await models.close();
await database.close();
await embedded.stop();
await rm(folder, { recursive: true, force: true });

/** The first runs warm caches and are not counted. */
async function measure(name: string, send: (i: number) => Promise<Response>): Promise<void> {
  const times: number[] = [];
  const warm = 3;
  for (let i = -warm; i < runs; i++) {
    const begun = performance.now();
    const response = await send(i + warm);
    await response.arrayBuffer();
    if (i >= 0) times.push(performance.now() - begun);
    if (!response.ok && response.status !== 409) throw new Error(`${name}: ${response.status}`);
  }
  const { p50, p95, p99 } = quantilesOf(times);
  const worst = p95 > 200 ? '  over 200 ms' : '';
  console.log(
    `${name.padEnd(40)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)}${worst}`,
  );
}
