import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnResponses } from '../../../adapters/postgres/learn-responses.ts';
import { loadMoneyContext } from '../../../adapters/postgres/money-context.ts';
import { computeFacts } from '../../../adapters/postgres/money-facts.ts';
import { moneyDecisionLog } from '../../../adapters/postgres/money-log.ts';
import { soldLinesOfShop } from '../../../adapters/postgres/sold-lines.ts';
import { loadLaboratory } from '../../../app/load-laboratory.ts';
import { readMessages } from '../../../app/read-messages.ts';
import { ConflictError } from '../../../core/errors.ts';
import type { Understanding } from '../../../nlp/understanding.ts';
import type { AccountFacts } from '../../../retention/facts.ts';
import { worlds } from '../../../retention/laboratory/world.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { replay } from '../../../retention/money/replay.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
const now = new Date('2026-11-20T12:00:00Z');
const load = (shopId: string, shoppers = 250) =>
  loadLaboratory(
    db.database,
    { shopId, world: worlds.heterogeneous, seed: 'load', shoppers, conversations: 150, now },
    () => {},
  );
let counts: Awaited<ReturnType<typeof load>>['counts'];

beforeAll(async () => {
  db = await createTestDatabase();
  ({ counts } = await load('lab'));
}, 120_000);

afterAll(() => db?.drop());

test('what was counted is there, and all of it lies before the day of loading', async () => {
  const { rows } = await db.database.query<Record<string, number>>(
    `select (select count(*) from shoppers where shop_id = 'lab') as shoppers,
       (select count(*) from products where shop_id = 'lab') as products,
       (select count(*) from orders where shop_id = 'lab' and placed_at < '2026-11-20') as orders,
       (select count(*) from decisions where shop_id = 'lab' and created_at < '2026-11-20') as draws,
       (select count(*) from grants where shop_id = 'lab') as grants,
       (select count(*) from conversations where shop_id = 'lab' and last_activity_at < '2026-11-21') as conversations,
       (select count(*) from activities where shop_id = 'lab') as messages`,
  );
  expect(rows[0]).toEqual(counts);
  expect(counts.draws).toBeGreaterThan(1_000);
  expect(counts.messages).toBeGreaterThanOrEqual(150);
});

test('every draw replays, with the chance that it was made by', async () => {
  const { rows } = await db.database.query<{ record: MoneyDecisionRecord; propensity: number }>(
    `select record, propensity from decisions where shop_id = 'lab' order by created_at, id`,
  );
  for (const { record, propensity } of rows) {
    expect(replay(record)).toEqual(record.choice);
    expect(record.choice.propensity).toBe(propensity);
  }
  const open = rows.filter(({ record }) => record.choice.slice === 'uniform');
  const ofAll = open.filter(({ record }) => record.choice.actions.every(({ masks }) => masks.length === 0));
  for (const { record } of ofAll) expect(record.choice.propensity).toBeCloseTo(0.25, 12);
  // Where the law lets no price be personal, nothing was given.
  const chinese = open.filter(({ record }) => record.inputs.facts.country === 'CN');
  expect(chinese.length).toBeGreaterThan(50);
  for (const { record } of chinese) expect(record.choice.action).toBe('nothing');
});

test('the facts of a draw are those that the shop works out from its own rows', async () => {
  const { rows } = await db.database.query<{ shopper_id: string; period_start: Date; facts: AccountFacts }>(
    `select shopper_id, period_start, record #> '{inputs,facts}' as facts from decisions where shop_id = 'lab'
     order by md5(id::text) limit 40`,
  );
  await db.database.transaction(async (tx) => {
    for (const { shopper_id, period_start, facts } of rows) {
      const context = await loadMoneyContext(tx, 'lab', shopper_id);
      const own = await computeFacts(tx, context, period_start, undefined);
      expect({ ...facts, accountAgeDays: 0 }).toEqual({ ...own, accountAgeDays: 0 });
      expect(facts.accountAgeDays).toBeCloseTo(own.accountAgeDays, 6);
    }
  });
});

test('the books balance, and discounts on orders are what the grants say', async () => {
  const { rows } = await db.database.query<{
    reserved: number;
    spent: number;
    counted: number;
    limit: number;
  }>(
    `select (select sum(amount_cents) from ledger where shop_id = b.shop_id and account = 'reserved:' || b.id)::int as reserved,
       (select sum(amount_cents) from ledger where shop_id = b.shop_id and account = 'spent:' || b.id)::int as spent,
       b.spent_cents::int as counted, b.limit_cents::int as limit
     from budgets b where b.shop_id = 'lab' and b.id = 'past-campaign'`,
  );
  expect(rows[0]!.reserved).toBe(0);
  expect(rows[0]!.spent).toBe(rows[0]!.counted);
  expect(rows[0]!.counted).toBeGreaterThan(0);
  expect(rows[0]!.counted).toBeLessThan(rows[0]!.limit);
  const wrong = await db.database.query(
    `select g.id from grants g join order_lines l on l.shop_id = g.shop_id and l.order_id = g.order_id
     where g.shop_id = 'lab' and (l.discount_cents <> g.redeemed_cents or g.redeemed_cents > g.reserved_cents)`,
  );
  expect(wrong.rows).toEqual([]);
});

test('pages and estimators find something in it: outcomes, what offers do, moving prices, and no truth', async () => {
  const log = await moneyDecisionLog(db.database, { shopId: 'lab', now, limit: 100_000, outcome: 'margin' });
  expect(log.filter(({ outcome }) => outcome !== null && outcome > 0).length).toBeGreaterThan(200);
  expect(await learnResponses(db.database, 'lab', now)).toEqual(['default']);
  const { lines } = await soldLinesOfShop(db.database, 'lab', new Date(0));
  expect(new Set(lines.map(({ product, unitPrice }) => `${product} ${unitPrice}`)).size).toBeGreaterThan(100);
  const talk = await db.database.query<{ text: string }>(
    `select activity::text as text from activities where shop_id = 'lab'`,
  );
  expect(talk.rows.map(({ text }) => text).join()).not.toMatch(/grudge|"tone"|"topic"/);
});

test('what was written is read once, and the conversation is listed by its last message', async () => {
  const understander = {
    async understand(text: string) {
      const topic = text.length % 2 === 0 ? 'complaint' : 'small_talk';
      return {
        language: 'en' as const,
        languageSupported: true,
        redactedText: text,
        plainText: text,
        sentiment: {
          label: 'negative' as const,
          probabilities: { negative: 0.7, neutral: 0.2, positive: 0.1 },
        },
        topic: { label: topic, probabilities: { [topic]: 1 } } as Understanding['topic'],
        leaving: null,
        vector: new Float32Array(384),
        modelVersion: 'by length',
        milliseconds: 1,
      };
    },
  };
  const shares: number[] = [];
  const parts = { database: db.database, understander };
  expect(await readMessages(parts, 'lab', (share) => shares.push(share))).toBe(counts.messages);
  expect(shares.at(-1)).toBe(1);
  const { rows } = await db.database.query<{ topic: string; sentiment: number; last: string }>(
    `select c.topic, c.sentiment, (select activity ->> 'text' from activities a where a.shop_id = c.shop_id
       and a.conversation_id = c.id order by sequence desc limit 1) as last
     from conversations c where c.shop_id = 'lab'`,
  );
  for (const { topic, sentiment, last } of rows) {
    expect(topic).toBe(last.length % 2 === 0 ? 'complaint' : 'small_talk');
    expect(sentiment).toBeCloseTo(-0.6, 6);
  }
  expect(await readMessages(parts, 'lab', () => {})).toBe(0);
});

test('a shop that is there is refused and keeps what it has; one that fails leaves nothing', async () => {
  await expect(load('lab', 20)).rejects.toThrow(ConflictError);
  const { rows } = await db.database.query<{ count: number }>(
    `select count(*) as count from shoppers where shop_id = 'lab'`,
  );
  expect(rows[0]!.count).toBe(counts.shoppers);
  await expect(
    loadLaboratory(
      db.database,
      { shopId: 'half', world: worlds.heterogeneous, seed: 'load', shoppers: 20, conversations: 5, now },
      (share) => {
        if (share > 0.5) throw new Error('cut off');
      },
    ),
  ).rejects.toThrow('cut off');
  expect((await db.database.query(`select 1 from shops where id = 'half'`)).rowCount).toBe(0);
});
