import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDirectLineSecret } from '../support/channel-server.ts';
import { type Child, spawnScript } from '../support/child-process.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';

const conversations = 200;
const messagesEach = 4;
const answerMs = 30;
const script = new URL('./channel-process.ts', import.meta.url).pathname;

let db: TestDatabase;
let child: Child;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
});
afterAll(async () => {
  await child?.kill();
  await db.drop();
});

/** Posts until it is acknowledged, over kills and refusals, always under the same client activity id. */
async function postUntilStored(
  client: DirectLineClient,
  id: string,
  token: string,
  name: string,
): Promise<string> {
  for (;;) {
    try {
      const { status, body } = await client.post(id, token, {
        type: 'message',
        text: name,
        channelData: { clientActivityID: name },
      });
      if (status === 200) return body.id;
      if (status !== 503) throw new Error(`status ${status}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch's own: no connection
    }
    await sleep(50);
  }
}

test('kill -9 in the middle of 200 conversations: every acknowledged message has exactly one turn, in order', async () => {
  child = await spawnScript(script, [db.connectionString, '0', String(answerMs)]);
  const port = child.line;
  const client = new DirectLineClient(`http://127.0.0.1:${port}`);
  const opened = await Promise.all(
    Array.from({ length: conversations }, () => client.start(testDirectLineSecret)),
  );
  let acknowledged = 0;
  const talks = opened.map(async ({ conversationId, token }) => {
    const ids: string[] = [];
    for (let i = 0; i < messagesEach; i++) {
      ids.push(await postUntilStored(client, conversationId, token, `${conversationId}/${i}`));
      acknowledged++;
    }
    return { conversationId, ids };
  });
  // Twice, each time with messages stored, in work and on their way.
  for (const part of [0.3, 0.7]) {
    while (acknowledged < conversations * messagesEach * part) await sleep(5);
    const { rows } = await db.database.query<{ open: number }>(
      `select count(*) as open from activities where turn_state = 'pending'`,
    );
    await child.kill();
    expect(rows[0]!.open).toBeGreaterThan(0);
    child = await spawnScript(script, [db.connectionString, port, String(answerMs)]);
  }
  const finished = await Promise.all(talks);

  await expect
    .poll(
      async () =>
        (
          await db.database.query<{ open: number }>(
            `select count(*) as open from activities where turn_state = 'pending'`,
          )
        ).rows[0]!.open,
      { timeout: 60_000, interval: 200 },
    )
    .toBe(0);
  for (const { conversationId, ids } of finished) {
    const { rows } = await db.database.query<{
      sequence: number;
      direction: string;
      state: string;
      reply_to: number;
    }>(
      `select sequence, direction, turn_state as state, reply_to from activities where conversation_id = $1
       order by sequence`,
      [conversationId],
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, i) => i + 1));
    const inbound = rows.filter(({ direction }) => direction === 'inbound');
    expect(inbound.map(({ state }) => state)).toEqual(Array(messagesEach).fill('done'));
    // Sent one after the other, so their stored order is the order of sending ...
    expect(inbound.map(({ sequence }) => sequence)).toEqual(ids.map((id) => Number(id.split('|')[1])));
    // ... and the answers come once each, in that order.
    const answered = rows.filter(({ direction }) => direction === 'outbound').map(({ reply_to }) => reply_to);
    expect(answered).toEqual(inbound.map(({ sequence }) => sequence));
  }
}, 180_000);
