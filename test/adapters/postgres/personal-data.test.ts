import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresConversationStore } from '../../../adapters/postgres/conversation-store.ts';
import { enforceRetention, retentionPreview } from '../../../adapters/postgres/enforce-retention.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { erasePersonalData, exportPersonalData } from '../../../adapters/postgres/personal-data.ts';
import { personalTables } from '../../../adapters/postgres/personal-tables.ts';
import { NotFoundError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { openConversation } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addDriftingShopper,
  addShop,
  daysBefore,
  decideRequest,
  engine,
  expectBooksToBalance,
  now,
} from './money-world.ts';

let store: TestDatabase;
const shopId = 'privacy';
const secrets = ['Zoe Quill', 'zoe@quill.example', 'cust-777', 'my flat is 14 Elm Row'];

beforeAll(async () => {
  store = await createTestDatabase();
  await addShop(store.database, shopId);
});
afterAll(() => store.drop());

/** A shopper with a name, orders, a draw, a conversation, a file, browsing and a review. */
async function zoe(): Promise<{ shopperId: string; conversationId: string }> {
  const { database } = store;
  const shopperId = await addDriftingShopper(database, shopId);
  await database.query(
    `update shoppers set display_name = 'Zoe Quill', email = 'zoe@quill.example', external_id = $2 where id = $1`,
    [shopperId, `cust-777-${shopperId}`],
  );
  const { conversationId } = await openConversation(new PostgresConversationStore(database), {
    shopId,
    shopperId,
  });
  await database.query(`update conversations set opened_from = 'tag of an address' where id = $1`, [
    conversationId,
  ]);
  await database.query(
    `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, turn_state)
     values ($1, $2, 1, 'inbound', 'shopper', 'message', $3, 'done')`,
    [shopId, conversationId, JSON.stringify({ type: 'message', text: 'my flat is 14 Elm Row' })],
  );
  await database.query(
    `insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic,
       model_version, milliseconds, said_at)
     values ($1, $2, 1, 'en', 'my flat is 14 Elm Row', '{"label": "neutral"}', '{"label": "delivery"}', 'test', 1, now())`,
    [shopId, conversationId],
  );
  await database.query(
    `insert into uploads (shop_id, id, conversation_id, name, content_type, content, created_at)
     values ($1, $2, $3, 'Zoe Quill.png', 'image/png', '\\x00', $4)`,
    [shopId, newId(), conversationId, now],
  );
  await database.query(
    `insert into events (shop_id, id, shopper_id, kind, payload, occurred_at) values ($1, $2, $3, 'search', '{"query": "my flat is 14 Elm Row"}', $4)`,
    [shopId, newId(), shopperId, now],
  );
  await database.query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording) values ($1, $2, $3, 'outreach_chat', true, 'May we write?')`,
    [shopId, newId(), shopperId],
  );
  const desk = new PostgresMoneyDesk({ rules: engine });
  await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, now)));
  return { shopperId, conversationId };
}

/** Every table of the shop as text, to look for a person in. */
async function everything(): Promise<string> {
  const { rows } = await store.database.query<{ table_name: string }>(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'shop_id' and table_name <> 'audit_log' order by 1`,
  );
  let text = '';
  for (const { table_name } of rows)
    text += (await store.database.query<{ row: string }>(`select t::text as row from ${table_name} t`)).rows
      .map(({ row }) => row)
      .join('\n');
  return text;
}

test('every table that points to a shopper or a conversation is in the list', async () => {
  const { rows } = await store.database.query<{ table_name: string }>(
    `select distinct c.table_name from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
       and c.column_name in ('shopper_id', 'conversation_id') order by 1`,
  );
  const listed = new Set(personalTables.map(({ table }) => table));
  expect(rows.map(({ table_name }) => table_name).filter((table) => !listed.has(table))).toEqual([]);
  for (const { table, erase, kept } of personalTables) expect(erase === null, table).toBe(kept !== undefined);
});

test('an export holds what the shopper is, bought, said and was offered', async () => {
  const { shopperId } = await zoe();
  const { data } = await exportPersonalData(store.database, shopId, { shopperId }, now);
  const text = JSON.stringify(data);
  for (const secret of secrets) expect(text).toContain(secret);
  expect(data.orders).toHaveLength(4);
  expect(data.decisions).toHaveLength(1);
  expect(data.consents).toMatchObject([
    { purpose: 'outreach_chat', granted: true, wording: 'May we write?' },
  ]);
  await expect(exportPersonalData(store.database, shopId, { shopperId: newId() }, now)).rejects.toThrow(
    NotFoundError,
  );
});

test('erasure leaves nobody behind, and the books and the orders whole', async () => {
  const { shopperId } = await zoe();
  const other = await zoe();
  await store.database.transaction((tx) => erasePersonalData(tx, { shopId, shopperId, actor: 'system' }));
  const { rows: orders } = await store.database.query(
    'select 1 from orders where shop_id = $1 and shopper_id = $2',
    [shopId, shopperId],
  );
  expect(orders).toHaveLength(4);
  await expectBooksToBalance(store.database, shopId);
  const { data } = await exportPersonalData(store.database, shopId, { shopperId: other.shopperId }, now);
  expect(JSON.stringify(data)).toContain('14 Elm Row');

  const { rows: left } = await store.database.query<{ id: string }>(
    `select id from shoppers where shop_id = $1 and display_name is not null`,
    [shopId],
  );
  for (const { id } of left)
    await store.database.transaction((tx) =>
      erasePersonalData(tx, { shopId, shopperId: id, actor: 'system' }),
    );
  const text = await everything();
  for (const secret of [...secrets, 'tag of an address']) expect(text).not.toContain(secret);
});

test('what is past its time goes, batch by batch, and was shown before', async () => {
  const { conversationId } = await zoe();
  const old = await zoe();
  await store.database.query('update conversations set last_activity_at = $2 where id = $1', [
    old.conversationId,
    daysBefore(800),
  ]);
  await store.database.query('update conversations set last_activity_at = $2 where id = $1', [
    conversationId,
    now,
  ]);
  await store.database.query(
    `insert into events (shop_id, id, kind, occurred_at)
     select $1, gen_random_uuid(), 'visit', $2 from generate_series(1, 2500)`,
    [shopId, daysBefore(500)],
  );
  const due = Object.fromEntries(
    (await retentionPreview(store.database, shopId, now)).map((row) => [row.table, row.due]),
  );
  expect(due).toMatchObject({ events: 2500, conversations: 1 });
  expect(await enforceRetention(store.database, shopId, now)).toMatchObject({
    events: 2500,
    conversations: 1,
  });
  const after = await retentionPreview(store.database, shopId, now);
  expect(after.every((row) => row.due === 0)).toBe(true);
  const { rows } = await store.database.query<{ conversation_id: string; text: string | null }>(
    `select conversation_id, activity ->> 'text' as text from activities where conversation_id = any($1)`,
    [[conversationId, old.conversationId]],
  );
  expect(rows.find((row) => row.conversation_id === old.conversationId)!.text).toBeNull();
  expect(rows.find((row) => row.conversation_id === conversationId)!.text).toBe('my flat is 14 Elm Row');
});
