import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { testDirectLineSecret } from '../support/channel-server.ts';
import { type Child, spawnScript } from '../support/child-process.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';

const conversations = 200;
const smallest = new URL('./channel-process.ts', import.meta.url);
const wholeBot = new URL('./bot-process.ts', import.meta.url);

interface Stored {
  sequence: number;
  direction: 'inbound' | 'outbound';
  state: string | null;
  reply_to: number | null;
}

let db: TestDatabase;
let child: Child | undefined;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  await loadDemoShop(db.database, {
    now: new Date(),
    shopperCount: conversations,
    prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: new ZenRuleEngine() }),
  });
}, 180_000);
afterAll(async () => {
  await child?.kill();
  await db.drop();
});

/** Posts until it is acknowledged, over kills and refusals, always under the same client activity id. */
async function postUntilStored(
  client: DirectLineClient,
  talk: { conversationId: string; token: string },
  text: string,
  name: string,
): Promise<string> {
  const activity = { type: 'message', text, channelData: { clientActivityID: name } };
  for (;;) {
    try {
      const { status, body } = await client.post(talk.conversationId, talk.token, activity);
      if (status === 200) return body.id;
      if (status !== 503) throw new Error(`status ${status}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch's own: no connection
    }
    await sleep(50);
  }
}

async function unanswered(): Promise<number> {
  const { rows } = await db.database.query<{ open: number }>(
    `select count(*) as open from activities where turn_state = 'pending'`,
  );
  return rows[0]!.open;
}

/** Talks in 200 conversations at once while the process is killed twice; returns what was stored of each. */
async function talkThroughKills(script: URL, args: readonly string[], texts: readonly string[]) {
  const file = script.pathname;
  child = await spawnScript(file, [db.connectionString, '0', ...args]);
  const port = child.line;
  const client = new DirectLineClient(`http://127.0.0.1:${port}`);
  const opened = await Promise.all(
    Array.from({ length: conversations }, (_, i) =>
      client.start(testDirectLineSecret, { identifier: `c${100_000 + i}` }),
    ),
  );
  let acknowledged = 0;
  const talks = opened.map(async (talk, n) => {
    const ids: string[] = [];
    for (const i of texts.keys()) {
      ids.push(await postUntilStored(client, talk, texts[(n + i) % texts.length]!, `m${i}`));
      acknowledged++;
    }
    return { conversationId: talk.conversationId, ids };
  });
  // Twice, each time with messages stored, in work and on their way.
  for (const part of [0.3, 0.7]) {
    while (acknowledged < conversations * texts.length * part) await sleep(5);
    const open = await unanswered();
    await child.kill();
    expect(open).toBeGreaterThan(0);
    child = await spawnScript(file, [db.connectionString, port, ...args]);
  }
  const finished = await Promise.all(talks);
  await expect.poll(unanswered, { timeout: 120_000, interval: 200 }).toBe(0);
  await child.kill();
  return Promise.all(
    finished.map(async ({ conversationId, ids }) => {
      const { rows } = await db.database.query<Stored>(
        `select sequence, direction, turn_state as state, reply_to from activities where conversation_id = $1
         order by sequence`,
        [conversationId],
      );
      return { conversationId, rows, acknowledged: ids.map((id) => Number(id.split('|')[1])) };
    }),
  );
}

describe('kill -9 in the middle of 200 conversations: every acknowledged message has exactly one turn, in order', () => {
  test('with the smallest handler', async () => {
    const texts = ['one', 'two', 'three', 'four'];
    for (const { rows, acknowledged } of await talkThroughKills(smallest, ['30'], texts)) {
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, i) => i + 1));
      const inbound = rows.filter(({ direction }) => direction === 'inbound');
      expect(inbound.map(({ state }) => state)).toEqual(Array(texts.length).fill('done'));
      // Sent one after the other, so their stored order is the order of sending ...
      expect(inbound.map(({ sequence }) => sequence)).toEqual(acknowledged);
      // ... and the answers come once each, in that order.
      const answers = rows.filter(({ direction }) => direction === 'outbound');
      expect(answers.map(({ reply_to }) => reply_to)).toEqual(acknowledged);
    }
  }, 180_000);

  test('with models, skills, money and log', async () => {
    const texts = ['Where is my order?', '我想退货', 'Is there any discount today?'];
    const talks = await talkThroughKills(wholeBot, [], texts);
    for (const { conversationId, rows, acknowledged } of talks) {
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, i) => i + 1));
      const inbound = rows.filter(({ direction }) => direction === 'inbound');
      expect(inbound.map(({ state }) => state)).toEqual(Array(texts.length).fill('done'));
      expect(inbound.map(({ sequence }) => sequence)).toEqual(acknowledged);
      // A turn may say several things; those of one turn stand together, and turns in the order of their messages.
      const turns = rows
        .filter(({ direction }) => direction === 'outbound')
        .map(({ reply_to }) => reply_to)
        .filter((replyTo, i, all) => replyTo !== all[i - 1]);
      expect(turns).toEqual(acknowledged);
      const { rows: understood } = await db.database.query<{ sequence: number }>(
        'select sequence from understandings where conversation_id = $1 order by sequence',
        [conversationId],
      );
      expect(understood.map(({ sequence }) => sequence)).toEqual(acknowledged);
    }
    // One draw a shopper and period, however often their turns were begun.
    const { rows } = await db.database.query<{ draws: number; shoppers: number }>(
      `select count(*) as draws, count(distinct shopper_id) as shoppers from decisions where kind = 'money'`,
    );
    expect(rows[0]!.draws).toBe(rows[0]!.shoppers);
  }, 420_000);
});
