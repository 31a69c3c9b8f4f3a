import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresConversationStore } from '../../../adapters/postgres/conversation-store.ts';
import type { TurnCommit } from '../../../bot/ports/conversation-store.ts';
import { createShop, openConversation, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let store: PostgresConversationStore;
beforeAll(async () => {
  db = await createTestDatabase();
  store = new PostgresConversationStore(db.database);
  await createShop(db.database);
});
afterAll(() => db.drop());

const message = (text: string, clientActivityId: string | null = null) => ({
  clientActivityId,
  activity: { type: 'message', text },
  needsTurn: true,
});

const answer = (key: TurnCommit['key'], inboundSequence: number, ...texts: string[]): TurnCommit => ({
  key,
  inboundSequence,
  understanding: null,
  assessment: null,
  replies: texts.map((text) => ({ role: 'bot', activity: { type: 'message', text } })),
  dialog: { last: texts.at(-1) },
  language: 'zh',
  handoff: null,
});

test('a hundred appends at once get the numbers 1 to 100, each once', async () => {
  const key = await openConversation(store);
  const appended = await Promise.all(
    Array.from({ length: 100 }, (_, i) => store.appendInbound(key, message(`m${i}`, `c${i}`))),
  );
  const sequences = appended.map(({ stored }) => stored.sequence).sort((a, b) => a - b);
  expect(sequences).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  expect((await store.newestSequences([key])).get(key.conversationId)).toBe(100);
});

test('the same activity fifty times at once is stored once and leaves no gap', async () => {
  const key = await openConversation(store);
  const appended = await Promise.all(
    Array.from({ length: 50 }, () => store.appendInbound(key, message('hello', 'same'))),
  );
  expect(appended.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(new Set(appended.map(({ stored }) => stored.sequence))).toEqual(new Set([1]));
  expect((await store.appendInbound(key, message('next', 'other'))).stored.sequence).toBe(2);
});

test('an unknown conversation is named in the refusal', async () => {
  const key = { shopId: testShopId, conversationId: '018f0000-0000-7000-8000-000000000000' };
  await expect(store.appendInbound(key, message('x'))).rejects.toThrow(key.conversationId);
  await expect(store.inTurn(key, async () => {})).rejects.toThrow(key.conversationId);
  expect(await store.find(key)).toBeNull();
});

test('text that Postgres refuses is stored with the odd characters replaced', async () => {
  const key = await openConversation(store);
  const { stored } = await store.appendInbound(key, message('nul \0 half \ud83d end, \\u0000 stays'));
  expect(stored.activity.text).toBe('nul \ufffd half \ufffd end, \\u0000 stays');
});

test('a turn sees what is unanswered, and what it commits is read on from the watermark', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('one'));
  await store.appendInbound(key, message('two'));
  await store.inTurn(key, async (tx, load) => {
    expect(load.pending.map((a) => a.activity.text)).toEqual(['one', 'two']);
    expect(load.recent).toEqual([]);
    expect(load.conversation).toMatchObject({ ...key, heldBy: 'bot', language: null, dialog: {} });
    await store.commitTurn(tx, answer(key, 1, 'first', 'and more'));
  });
  await store.inTurn(key, async (_tx, load) => {
    expect(load.pending.map((a) => a.activity.text)).toEqual(['two']);
    expect(load.recent.map((a) => a.activity.text)).toEqual(['one', 'first', 'and more']);
    expect(load.conversation).toMatchObject({ language: 'zh', dialog: { last: 'and more' } });
  });
  const since = await store.activitiesSince(key, 1, 100);
  expect(since.map((a) => [a.sequence, a.activity.text, a.replyTo])).toEqual([
    [2, 'two', null],
    [3, 'first', 1],
    [4, 'and more', 1],
  ]);
});

test('a turn that waited for another sees that its message was answered', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('once'));
  const seen = await Promise.all(
    Array.from({ length: 5 }, () =>
      store.inTurn(key, async (tx, load) => {
        if (load.pending.length > 0) await store.commitTurn(tx, answer(key, 1, 'reply'));
        return load.pending.length;
      }),
    ),
  );
  expect(seen.sort()).toEqual([0, 0, 0, 0, 1]);
  expect(await store.activitiesSince(key, 0, 10)).toHaveLength(2);
});

test('answering twice is refused and nothing of the second answer stays', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('once'));
  await store.inTurn(key, (tx) => store.commitTurn(tx, answer(key, 1, 'reply')));
  await expect(store.inTurn(key, (tx) => store.commitTurn(tx, answer(key, 1, 'again')))).rejects.toThrow(
    'not its oldest unanswered',
  );
  expect(await store.activitiesSince(key, 0, 10)).toHaveLength(2);
});

test('a message cannot be answered before an older one', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('older'));
  await store.appendInbound(key, message('newer'));
  await expect(store.inTurn(key, (tx) => store.commitTurn(tx, answer(key, 2, 'reply')))).rejects.toThrow(
    'not its oldest unanswered',
  );
  expect(await store.pendingOf(key)).toHaveLength(2);
});

test('understanding, assessment and handoff are kept with the turn, and the next turn sees them', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('I want a person'));
  const uniform = Object.fromEntries(['complaint', 'person_wanted'].map((label) => [label, 0.5])) as never;
  await store.inTurn(key, (tx) =>
    store.commitTurn(tx, {
      ...answer(key, 1, 'somebody will come'),
      understanding: {
        language: 'en',
        languageSupported: true,
        redactedText: 'I want a person',
        plainText: 'I want a person',
        sentiment: { label: 'negative', probabilities: { negative: 0.75, neutral: 0, positive: 0.25 } },
        topic: { label: 'person_wanted', probabilities: uniform },
        leaving: 0.75,
        vector: Float32Array.of(0.6, 0.8),
        modelVersion: 'm1',
        milliseconds: 7,
      },
      assessment: {
        behaviouralRisk: 0.25,
        behaviouralReasons: [],
        fusedRisk: null,
        fusedReasons: [],
        clvCents: 1200,
        srCents: 300,
        modelVersion: 'r1',
      },
      handoff: {
        reason: 'asked',
        priority: 0.5,
        requestedAt: new Date(),
        firstReplyDueAt: new Date(Date.now() + 900_000),
        resolutionDueAt: new Date(Date.now() + 28_800_000),
        context: { why: 'asked' },
      },
    }),
  );
  await store.inTurn(key, async (_tx, load) => {
    expect(load.conversation.heldBy).toBe('queue');
    expect(load.openHandoff?.state).toBe('requested');
    expect(load.openHandoff?.requestedAt).toBeInstanceOf(Date);
    expect(load.recentUnderstandings).toEqual([
      { sequence: 1, sentimentScore: -0.5, topic: 'person_wanted', leaving: 0.75 },
    ]);
  });
  const { rows } = await db.database.query<{ value: unknown; risk: number }>(
    'select value, behavioural_risk as risk from assessments where conversation_id = $1',
    [key.conversationId],
  );
  expect(rows).toEqual([{ value: { clvCents: 1200, srCents: 300 }, risk: 0.25 }]);
});

test('the sweep claims the oldest unanswered message of a conversation, once; what is begun is counted', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('poison'));
  await store.appendInbound(key, message('innocent'));
  const claims = (await Promise.all([store.claimStale(0, 100), store.claimStale(0, 100)])).flat();
  const ours = claims.filter((claim) => claim.key.conversationId === key.conversationId);
  expect(ours.length).toBeGreaterThanOrEqual(1);
  expect(new Set(ours.map((claim) => claim.sequence))).toEqual(new Set([1]));
  expect(await store.claimStale(60_000, 100)).toEqual([]);
  const noted = await store.noteAttempt(key);
  expect(noted).toMatchObject({ sequence: 1, attempts: 1 });
});

test('a message given up gets its apology once, and those behind it stay unanswered', async () => {
  const key = await openConversation(store);
  await store.appendInbound(key, message('poison'));
  await store.appendInbound(key, message('innocent'));
  const apology = { type: 'message', text: 'sorry' };
  const given = await Promise.all([store.giveUp(key, 1, () => apology), store.giveUp(key, 1, () => apology)]);
  expect(given.filter((stored) => stored !== null)).toEqual([
    expect.objectContaining({ sequence: 3, replyTo: 1, role: 'system', activity: apology }),
  ]);
  expect((await store.pendingOf(key)).map((a) => a.sequence)).toEqual([2]);
});

test('replies on other channels are put into the outbox, our own are not', async () => {
  const texts = async (channel: string) => {
    const key = await openConversation(store, { channel });
    await store.appendInbound(key, message('hi'));
    await store.inTurn(key, (tx) => store.commitTurn(tx, answer(key, 1, 'a', 'b')));
    await store.appendOutbound(key, 'agent', { type: 'message', text: 'c' });
    const { rows } = await db.database.query<{ text: string }>(
      `select payload->'activity'->>'text' as text from outbox where payload->>'conversationId' = $1 order by id`,
      [key.conversationId],
    );
    return rows.map((row) => row.text);
  };
  expect(await texts('msteams')).toEqual(['a', 'b', 'c']);
  expect(await texts('directline')).toEqual([]);
});
