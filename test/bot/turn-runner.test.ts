import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import { Admission } from '../../bot/admission.ts';
import { Inbox } from '../../bot/inbox.ts';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Delivery } from '../../bot/ports/delivery.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import { replyStreamId } from '../../bot/say/reply-stream.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';
import { TurnRunner } from '../../bot/turn-runner.ts';
import { OverloadedError, UnavailableError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { createShop, openConversation } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { EchoHandler } from '../support/echo-handler.ts';

let db: TestDatabase;
let store: PostgresConversationStore;
let before: (text: string) => Promise<void>;
let typing: number;
let written: (string | null)[];
let admission: Admission;
let runner: TurnRunner;
let inbox: Inbox;

beforeAll(async () => {
  db = await createTestDatabase();
  store = new PostgresConversationStore(db.database);
  await createShop(db.database);
});
afterAll(() => db.drop());

beforeEach(() => {
  before = async () => {};
  typing = 0;
  written = [];
  ({ runner, admission, inbox } = assemble());
});
afterEach(() => runner.stop(1_000));

function assemble(
  limit = 10,
  handler: TurnHandler = new EchoHandler(store, (text) => before(text)),
  attempts = 3,
) {
  const delivery: Delivery = {
    deliver() {},
    typing() {
      typing++;
    },
    writing(_key, { text }) {
      written.push(text);
    },
  };
  const metrics = noTurnMetrics;
  const ours = new TurnRunner(
    {
      handler,
      queue: store,
      delivery,
      metrics,
      logger: silentLogger,
      apology: (language) => ({ type: 'message', text: `sorry (${language})` }),
    },
    { attempts, sweepEveryMs: 50, staleAfterMs: 200, concurrency: 2 },
  );
  const places = new Admission(limit);
  return {
    runner: ours,
    admission: places,
    inbox: new Inbox({ log: store, runner: ours, delivery, metrics, admission: places }),
  };
}

const send = (key: ConversationKey, text: string) =>
  inbox.accept(key, { clientActivityId: text, activity: { type: 'message', text }, needsTurn: true });

const transcript = async (key: ConversationKey) =>
  (await store.activitiesSince(key, 0, 100)).map(({ activity }) => activity.text);

test('a conversation is answered one message at a time, in order, others beside it', async () => {
  const [one, two] = [await openConversation(store), await openConversation(store)];
  const working = new Map<string, number>();
  let together = 0;
  before = async (text) => {
    const talk = text.slice(0, 1);
    working.set(talk, (working.get(talk) ?? 0) + 1);
    expect(working.get(talk)).toBe(1);
    together = Math.max(together, [...working.values()].filter((n) => n > 0).length);
    await sleep(20);
    working.set(talk, 0);
  };
  for (const text of ['a1', 'b1', 'a2', 'b2']) await send(text.startsWith('a') ? one : two, text);
  await expect.poll(() => admission.taken).toBe(0);
  expect((await transcript(one)).filter((text) => text?.startsWith('echo'))).toEqual([
    'echo: a1',
    'echo: a2',
  ]);
  expect((await transcript(two)).filter((text) => text?.startsWith('echo'))).toEqual([
    'echo: b1',
    'echo: b2',
  ]);
  expect(together).toBe(2);
});

test('a turn that fails is run again, and what waits behind it keeps its order', async () => {
  const key = await openConversation(store);
  let failures = 2;
  before = async () => {
    if (failures-- > 0) throw new Error('a worker died');
  };
  await send(key, 'first');
  await send(key, 'second');
  await expect.poll(() => admission.taken, { timeout: 10_000 }).toBe(0);
  expect((await transcript(key)).filter((text) => text?.startsWith('echo'))).toEqual([
    'echo: first',
    'echo: second',
  ]);
});

test('a message that fails every time gets one apology, and the next one its answer', async () => {
  const key = await openConversation(store, { language: 'zh' });
  before = async (text) => {
    if (text === 'poison') throw new Error('always');
  };
  await send(key, 'poison');
  await send(key, 'innocent');
  await expect
    .poll(() => transcript(key), { timeout: 15_000 })
    .toEqual(['poison', 'innocent', 'sorry (zh)', 'echo: innocent']);
  await expect.poll(() => admission.taken).toBe(0);
  const { rows } = await db.database.query<{ turn_state: string }>(
    'select turn_state from activities where conversation_id = $1 and sequence = 1',
    [key.conversationId],
  );
  expect(rows).toEqual([{ turn_state: 'failed' }]);
});

test('what a dead process left is found at the start, and what another leaves later by the sweep', async () => {
  const [early, late] = [await openConversation(store), await openConversation(store)];
  const orphan = (key: ConversationKey) =>
    store.appendInbound(key, {
      clientActivityId: null,
      activity: { type: 'message', text: 'orphan' },
      needsTurn: true,
    });
  await orphan(early);
  runner.start();
  await expect.poll(() => transcript(early)).toEqual(['orphan', 'echo: orphan']);
  await orphan(late);
  await expect.poll(() => transcript(late), { timeout: 5_000 }).toEqual(['orphan', 'echo: orphan']);
});

test('what is too much is refused before it is stored, and taken again when there is room', async () => {
  ({ runner, admission, inbox } = assemble(3));
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  before = () => gate;
  const keys = await Promise.all(Array.from({ length: 4 }, () => openConversation(store)));
  for (const key of keys.slice(0, 3)) await send(key, 'taken');
  await expect(send(keys[3]!, 'too much')).rejects.toThrow(OverloadedError);
  expect(await transcript(keys[3]!)).toEqual([]);
  go();
  await expect.poll(() => admission.taken).toBe(0);
  await send(keys[3]!, 'now');
  await expect.poll(() => transcript(keys[3]!)).toEqual(['now', 'echo: now']);
});

test('one conversation cannot take all places', async () => {
  ({ runner, admission, inbox } = assemble(100));
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  before = () => gate;
  const key = await openConversation(store);
  for (let i = 0; i < 20; i++) await send(key, `m${i}`);
  await expect(send(key, 'too much')).rejects.toThrow(OverloadedError);
  expect(await store.pendingOf(key)).toHaveLength(20);
  expect(admission.taken).toBe(20);
  go();
  await expect.poll(() => store.pendingOf(key), { timeout: 10_000 }).toEqual([]);
});

test('a stop finishes what was accepted and takes nothing new', async () => {
  before = () => sleep(30);
  const keys = await Promise.all(Array.from({ length: 6 }, () => openConversation(store)));
  for (const key of keys) await send(key, 'last words');
  admission.close();
  await runner.stop();
  for (const key of keys) expect(await transcript(key)).toEqual(['last words', 'echo: last words']);
  await expect(send(keys[0]!, 'too late')).rejects.toThrow(UnavailableError);
});

test('only an answer that takes its time is announced, until it is there', async () => {
  const key = await openConversation(store);
  await send(key, 'quick');
  await expect.poll(() => admission.taken).toBe(0);
  await sleep(400);
  expect(typing).toBe(0);
  before = () => sleep(450);
  await send(key, 'slow');
  await expect.poll(() => admission.taken).toBe(0);
  expect(typing).toBe(1);
});

/** Answers as the echo does, and shows its answer while it is written; `fails` times it then fails. */
function writingHandler(fails: number, silent = false): TurnHandler {
  const echo = new EchoHandler(store);
  let left = fails;
  return {
    async answerPending(key, arrived, listener) {
      const streamId = replyStreamId(key.conversationId, arrived?.[0]?.sequence ?? 0);
      listener?.part?.({ streamId, sequence: 1, text: 'echo' });
      if (left-- > 0) throw new Error('the database went away');
      const replies = await echo.answerPending(key, arrived);
      const ending = { streamType: 'final', streamId };
      return replies.map((reply) => ({
        ...reply,
        activity: { ...reply.activity, ...(!silent && { channelData: ending }) },
      }));
    },
  };
}

test('a reply that was shown while it was written is ended by its message', async () => {
  const key = await openConversation(store);
  ({ runner, admission, inbox } = assemble(10, writingHandler(0)));
  await send(key, 'hello');
  await expect.poll(() => admission.taken).toBe(0);
  expect(written).toEqual(['echo']);
});

test('what was shown and came to nothing is taken back, and a retry is shown as a whole', async () => {
  const key = await openConversation(store);
  ({ runner, admission, inbox } = assemble(10, writingHandler(1)));
  await send(key, 'hello');
  await expect.poll(() => admission.taken, { timeout: 5_000 }).toBe(0);
  expect(written).toEqual(['echo', null]);
  expect(await transcript(key)).toEqual(['hello', 'echo: hello']);
  ({ runner, admission, inbox } = assemble(10, writingHandler(0, true)));
  await send(key, 'somebody else answers');
  await expect.poll(() => admission.taken).toBe(0);
  expect(written).toEqual(['echo', null, 'echo', null]);
});

/** Attempts that are counted for the first message of each conversation. */
const attemptsOf = async (keys: readonly ConversationKey[]) => {
  const { rows } = await db.database.query<{ attempts: number }>(
    'select attempts from activities where conversation_id = any($1) and sequence = 1 order by created_at',
    [keys.map(({ conversationId }) => conversationId)],
  );
  return rows.map(({ attempts }) => attempts);
};

async function orphans(count: number): Promise<ConversationKey[]> {
  const keys: ConversationKey[] = [];
  for (let n = 0; n < count; n++) {
    const key = await openConversation(store);
    await store.appendInbound(key, {
      clientActivityId: null,
      activity: { type: 'message', text: 'orphan' },
      needsTurn: true,
    });
    keys.push(key);
  }
  return keys;
}

test('what a sweep takes up and never begins pays for no death of its process', async () => {
  const keys = await orphans(6);
  before = () => new Promise(() => {});
  runner.start();
  await expect.poll(async () => (await attemptsOf(keys)).reduce((sum, n) => sum + n, 0)).toBe(2);
  await sleep(300);
  expect(await attemptsOf(keys)).toEqual([1, 1, 0, 0, 0, 0]);
  // Answered elsewhere, for the tests that follow.
  const next = assemble();
  before = async () => {};
  next.runner.start();
  await expect.poll(() => transcript(keys[5]!), { timeout: 5_000 }).toContain('echo: orphan');
  await next.runner.stop();
});

test('what processes died over twice runs alone, the others side by side', async () => {
  ({ runner, admission, inbox } = assemble(10, new EchoHandler(store, (text) => before(text)), 5));
  const keys = await orphans(4);
  for (const key of keys.slice(0, 2)) for (const _death of [1, 2]) await store.noteAttempt(key);
  let now = 0;
  const together: number[] = [];
  before = async () => {
    together.push(++now);
    await sleep(50);
    now--;
  };
  runner.start();
  for (const key of keys)
    await expect.poll(() => transcript(key), { timeout: 5_000 }).toEqual(['orphan', 'echo: orphan']);
  // In whatever order: two side by side, the other two with nobody.
  expect(together.toSorted()).toEqual([1, 1, 1, 2]);
  expect(await attemptsOf(keys)).toEqual([3, 3, 1, 1]);
});
