import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleRouter } from '../../../../adapters/http/console/console-router.ts';
import { PostgresConversationStore } from '../../../../adapters/postgres/conversation-store.ts';
import type { KeyedPage } from '../../../../core/contracts/console-money.ts';
import type { ModelFigures, ServicePage, UnsureMessage } from '../../../../core/contracts/console-service.ts';
import { newId } from '../../../../core/ids.ts';
import type { TopicLabel } from '../../../../core/words.ts';
import { createShop, openConversation, testShopId } from '../../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startImports } from '../../../support/import-parts.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../../../support/staff.ts';
import { engine } from '../../postgres/money-world.ts';

const now = new Date();
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
let store: TestDatabase;
let imports: Awaited<ReturnType<typeof startImports>>;
let server: StaffServer;
let ada: StaffBrowser;

beforeAll(async () => {
  store = await createTestDatabase();
  imports = await startImports(store);
  await createShop(store.database);
  server = await startStaffServer(store.database, (gate) => [
    {
      path: '/api/console',
      router: gate.behind(
        ['marketer'],
        consoleRouter({
          database: store.database,
          rules: engine,
          clock: { now: () => now },
          imports: imports.parts,
        }),
      ),
    },
  ]);
  await createMember(store.database, { role: 'marketer', email: 'ada@example.com' });
  ada = new StaffBrowser(server.origin);
  await ada.signIn('ada@example.com');
});

afterAll(async () => {
  await server.stop();
  await imports.stop();
  await store.drop();
});

const at = (path: string) => `/api/console/shops/${testShopId}${path}`;

/** A conversation of half an hour ago with one understood message. */
async function conversation(topic: TopicLabel, certainty: number, text = 'Where is it?'): Promise<string> {
  const { conversationId } = await openConversation(new PostgresConversationStore(store.database));
  await store.database.query('update conversations set created_at = $2, topic = $3 where id = $1', [
    conversationId,
    minutesAgo(30),
    topic,
  ]);
  await said(conversationId, 1, 'inbound', 'shopper', 30, { type: 'message', text });
  const rest = (1 - certainty) / 2;
  const probabilities = { leaving: rest, account: rest, [topic]: certainty };
  await store.database.query(
    `insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic,
       model_version, milliseconds, said_at)
     values ($1, $2, 1, 'en', $3, '{}', $4, 'test', 1, $5)`,
    [testShopId, conversationId, text, JSON.stringify({ label: topic, probabilities }), minutesAgo(30)],
  );
  return conversationId;
}

function said(
  conversationId: string,
  sequence: number,
  direction: string,
  role: string,
  minutes: number,
  activity: object,
) {
  return store.database.query(
    `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, created_at)
     values ($1, $2, $3, $4, $5, 'message', $6, $7)`,
    [testShopId, conversationId, sequence, direction, role, JSON.stringify(activity), minutesAgo(minutes)],
  );
}

test('figures count conversations: contained, handed over, answered and resolved, with honest intervals', async () => {
  await conversation('delivery', 0.9);
  await conversation('delivery', 0.8);
  const handed = await conversation('complaint', 0.95);
  await store.database.query(
    `insert into handoffs (shop_id, id, conversation_id, state, reason, requested_at, first_replied_at, closed_at, rating)
     values ($1, $2, $3, 'resolved', 'asked', $4, $5, $6, 5)`,
    [testShopId, newId(), handed, minutesAgo(20), minutesAgo(18), minutesAgo(10)],
  );

  const page = await ada.ask<ServicePage>('GET', at('/service'));
  expect(page.conversations).toBe(3);
  expect(page.contained).toMatchObject({ count: 2, of: 3 });
  expect(page.contained.low!).toBeLessThan(2 / 3);
  expect(page.contained.high!).toBeGreaterThan(2 / 3);
  expect(page.firstReply).toEqual({ count: 1, p50S: 120, p90S: 120 });
  expect(page.resolution).toEqual({ count: 1, p50S: 600, p90S: 600 });
  expect(page.satisfied).toMatchObject({ count: 1, of: 1, share: 1 });
  expect(page.resolved).toMatchObject({ count: 1, of: 1 });
  const topics = page.topicsByWeek.flatMap((week) => week.topics);
  expect(topics).toContainEqual({ topic: 'delivery', messages: 2 });
});

test('the work list gives the least sure first; a label takes a message out, taking it back puts it in again', async () => {
  const unsure = await conversation('payment', 0.4, 'hm the thing with the thing');
  const unsurer = await conversation('cancel', 0.34, 'can it be undone maybe');
  const list = async (query = '') =>
    (await ada.ask<KeyedPage<UnsureMessage>>('GET', at(`/service/misunderstood${query}`))).rows;
  expect((await list()).map(({ conversationId }) => conversationId)).toEqual([unsurer, unsure]);
  const first = await ada.ask<KeyedPage<UnsureMessage>>('GET', at('/service/misunderstood?limit=1'));
  expect(first.rows[0]!.guesses[0]).toEqual({ topic: 'cancel', probability: 0.34 });
  expect((await list(`?limit=1&after=${encodeURIComponent(first.next!)}`))[0]!.conversationId).toBe(unsure);

  await ada.ask('PUT', at(`/service/misunderstood/${unsurer}/1`), { topic: 'return_refund' });
  expect((await list()).map(({ conversationId }) => conversationId)).toEqual([unsure]);
  const { rows } = await store.database.query('select guessed, topic, redacted_text from labelled_messages');
  expect(rows).toEqual([
    { guessed: 'cancel', topic: 'return_refund', redacted_text: 'can it be undone maybe' },
  ]);
  await ada.ask('DELETE', at(`/service/misunderstood/${unsurer}/1`));
  expect(await list()).toHaveLength(2);
  expect(
    (await ada.send('PUT', at(`/service/misunderstood/${unsurer}/1`), { topic: 'weather' })).status,
  ).toBe(400);
  expect((await ada.send('PUT', at(`/service/misunderstood/${newId()}/1`), { topic: null })).status).toBe(
    404,
  );
});

test('what was labelled is a file that a classifier can be trained on; skipped messages are not in it', async () => {
  const labelled = await conversation('payment', 0.41, '=HYPERLINK("x") pay when, please?');
  const skipped = await conversation('payment', 0.42, 'never mind this one');
  await ada.ask('PUT', at(`/service/misunderstood/${labelled}/1`), { topic: 'order_status' });
  await ada.ask('PUT', at(`/service/misunderstood/${skipped}/1`), { topic: null });
  const response = await ada.send('GET', at('/service/labelled.csv'));
  expect(response.headers.get('content-type')).toContain('text/csv');
  const lines = (await response.text()).trim().split('\r\n');
  expect(lines[0]!.replace('\uFEFF', '')).toBe('text,topic,language,guessed,labelledAt');
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^"'=HYPERLINK\(""x""\) pay when, please\?",order_status,en,payment,20/),
  ]);
});

test('versions of the models are told apart by what they read', async () => {
  const other = await conversation('delivery', 0.9, 'the parcel is late');
  await store.database.query(
    `update understandings set model_version = 'other', said_at = $2 where conversation_id = $1`,
    [other, minutesAgo(5)],
  );
  const [newest, before] = await ada.ask<ModelFigures[]>('GET', at('/service/models'));
  expect(newest).toMatchObject({
    version: 'other',
    messages: 1,
    unsure: { count: 0, of: 1 },
    handedOver: { count: 0, of: 1 },
    agreed: { count: 0, of: 0, share: null },
  });
  expect(before!.version).toBe('test');
  expect(before!.handedOver.count).toBe(1);
  // The one that was labelled in the test before was taken for something else.
  expect(before!.agreed).toMatchObject({ count: 0, of: 1 });
  const past = `?from=${minutesAgo(120).toISOString()}&to=${minutesAgo(60).toISOString()}`;
  expect(await ada.ask('GET', at(`/service/models${past}`))).toEqual([]);
});
