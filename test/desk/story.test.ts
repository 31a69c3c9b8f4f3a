import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Held, ReplyAnswer, UndoAnswer } from '../../core/contracts/desk-acting.ts';
import type { ConversationView, NoteEntry, StatusEntry } from '../../core/contracts/desk-conversation.ts';
import type { DeskCounts, DeskToday, QueuePage } from '../../core/contracts/desk-queue.ts';
import { newId } from '../../core/ids.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type DeskServer,
  loadStaffedShop,
  signedIn,
  startDeskServer,
  TalkingShopper,
} from '../support/desk-server.ts';
import type { StaffBrowser } from '../support/staff.ts';

let db: TestDatabase;
let models: TextModels;
let server: DeskServer;
let ada: StaffBrowser;
let ben: StaffBrowser;
let adaId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database, { undoMs: 1_500 });
  models = await startTextModels({ workers: 1 });
  server = await startDeskServer(db.database, db.connectionString, models);
  const signed = await signedIn(db.database, server.origin, { name: 'Ada' });
  ada = signed.browser;
  adaId = signed.id;
  ben = (await signedIn(db.database, server.origin, { name: 'Ben' })).browser;
}, 120_000);

afterAll(async () => {
  await server.stop();
  await models.close();
  await db.drop();
});

const reply = (text: string, lastSequenceSeen: number) => ({ id: newId(), text, lastSequenceSeen });
const viewOf = (browser: StaffBrowser, id: string) =>
  browser.ask<ConversationView>('GET', `/api/desk/conversations/${id}`);
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; details?: Record<string, unknown> } }).error;

test('a shopper asks for a person, is answered, given back, closed and asked how it was', async () => {
  const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
  const id = shopper.conversationId;
  const at = `/api/desk/conversations/${id}`;

  // The queue: the shopper hears their place, the desk sees why they wait and until when.
  await shopper.send('Where is my parcel? It is days late and nobody tells me anything.');
  await shopper.hears(/./);
  await shopper.send({ type: 'message', value: { action: 'person.request' } });
  const told = await shopper.hears(/number 1 in the queue/);
  expect((told as { channelData: { mainstay: { handoff: unknown } } }).channelData.mainstay.handoff).toEqual({
    state: 'queued',
    place: 1,
  });
  const queue = await ada.ask<QueuePage>('GET', '/api/desk/queue?view=unassigned');
  expect(queue.rows).toMatchObject([
    { conversationId: id, state: 'waiting', agent: null, due: { kind: 'first_reply' }, language: 'en' },
  ]);
  expect(await ada.ask<DeskCounts>('GET', '/api/desk/counts')).toMatchObject({
    mine: 0,
    unassigned: 1,
    all: 1,
  });

  // handoff.initiate reached the desk, and the shopper's stream shows nothing of it.
  await waitFor(async () => (await viewOf(ada, id)).handoff?.summary?.en.includes('message') ?? false);
  const { rows: events } = await db.database.query<{
    event: { name: string; value: Record<string, unknown> };
  }>('select event from handoffs where conversation_id = $1', [id]);
  expect(events[0]!.event.name).toBe('handoff.initiate');
  expect(events[0]!.event.value).toMatchObject({
    reason: 'person_wanted',
    identityVerified: true,
    currency: 'GBP',
  });
  expect(events[0]!.event.value.transcript).toHaveLength(
    (await viewOf(ada, id)).transcript.entries.filter(({ kind }) => kind === 'message').length -
      // What was said at the request itself is not yet part of it: the button has no text, the answer comes after.
      2,
  );

  // While they wait the bot goes on; from the moment Ada takes it, it is silent, whatever is written at once.
  await shopper.send('What is your return policy?');
  await shopper.hears(/30|return/i);
  const burst = Array.from({ length: 5 }, (_, i) => shopper.send(`Hello? Are you there? ${i}`));
  const [held] = await Promise.all([ada.ask<Held>('POST', `${at}/take`), ...burst]);
  expect(held).toMatchObject({ heldBy: 'agent', agent: { id: adaId, name: 'Ada' } });
  await shopper.hears(/Ada is here now/);
  const after = held.version;
  await waitFor(async () => pendingIn(id).then((count) => count === 0));
  const { rows: spoken } = await db.database.query<{ sequence: number }>(
    `select sequence from activities where conversation_id = $1 and role = 'bot' and type = 'message' and sequence > $2`,
    [id, after],
  );
  expect(spoken).toEqual([]);

  // A reply waits for Undo, and goes out once.
  const version = (await viewOf(ada, id)).version;
  const wrong = reply('Sorry, wrong window', version);
  await ada.ask<ReplyAnswer>('POST', `${at}/replies`, wrong);
  expect((await viewOf(ben, id)).scheduled).toMatchObject([{ id: wrong.id, agent: { name: 'Ada' } }]);
  expect(await ada.ask<UndoAnswer>('DELETE', `${at}/replies/${wrong.id}`)).toEqual({
    id: wrong.id,
    text: 'Sorry, wrong window',
  });
  const right = reply('I have called the carrier: it comes tomorrow.', version);
  await ada.ask<ReplyAnswer>('POST', `${at}/replies`, right);
  await ada.ask<ReplyAnswer>('POST', `${at}/replies`, right);
  const answer = (await shopper.hears(/called the carrier/)) as {
    from: { name: string };
    channelData: unknown;
  };
  expect(answer.from.name).toBe('Ada');
  expect(answer.channelData).toMatchObject({ mainstay: { speaker: { kind: 'agent', name: 'Ada' } } });
  expect(JSON.stringify(shopper.listener.received)).not.toContain(adaId);
  const late = await ada.send('DELETE', `${at}/replies/${right.id}`);
  expect(late.status).toBe(409);
  expect((await errorOf(late)).details).toMatchObject({ why: 'already_sent' });
  expect(shopper.heard.filter(({ text }) => text.includes('called the carrier'))).toHaveLength(1);
  expect(shopper.heard.some(({ text }) => text.includes('wrong window'))).toBe(false);

  // Ben has not seen Ada's answer: his is held back, and shown what she wrote.
  const conflict = await ben.send('POST', `${at}/replies`, reply('Let me look into it', version));
  expect(conflict.status).toBe(409);
  const { details } = await errorOf(conflict);
  expect(details).toMatchObject({ why: 'colleague_wrote' });
  expect(JSON.stringify(details)).toContain('called the carrier');

  // A note stays inside.
  await ada.ask<NoteEntry>('POST', `${at}/notes`, { text: 'Customer was upset <script>alert(1)</script>' });
  const view = await viewOf(ben, id);
  expect(view.transcript.entries.some((entry) => entry.kind === 'note' && entry.text.includes('upset'))).toBe(
    true,
  );
  expect(JSON.stringify(shopper.listener.received)).not.toContain('upset');

  // The next word of the shopper sets the next clock.
  await shopper.send('Thank you. Will somebody ring?');
  await waitFor(async () => (await viewOf(ada, id)).row.due?.kind === 'next_reply');

  // Back to the bot, which goes on.
  expect(await ada.ask<Held>('POST', `${at}/give-back`)).toMatchObject({ heldBy: 'bot' });
  await shopper.hears(/The bot is back/);
  const before = shopper.heard.length;
  await shopper.send('Where is my order?');
  await waitFor(async () => shopper.heard.length > before);

  // Taken over again, closed, rated; the clock stands still.
  await ben.ask<Held>('POST', `${at}/take`);
  await ben.ask<Held>('POST', `${at}/resolve`, { reason: 'solved', askRating: true });
  const asked = (await shopper.hears(/from one star to five/)) as {
    suggestedActions: { actions: { value: { action: string } }[] };
  };
  const stars = asked.suggestedActions.actions[3]!.value;
  expect(stars).toMatchObject({ action: 'conversation.rate', stars: 4 });
  await shopper.send({ type: 'message', value: stars });
  await shopper.hears(/Thank you, that helps/);
  const closed = await viewOf(ben, id);
  expect(closed.row).toMatchObject({ state: 'resolved', due: null });
  expect(closed.handoff).toMatchObject({ state: 'resolved', resolution: 'solved', rating: 4 });
  const { rows: outcomes } = await db.database.query<{ kind: string }>(
    `select kind from outcomes where kind in ('resolved', 'rated') order by kind`,
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(['rated', 'resolved']);
  expect(
    closed.transcript.entries
      .filter((entry): entry is StatusEntry => entry.kind === 'status')
      .map(({ what }) => what),
  ).toEqual(['asked', 'took', 'given_back', 'took', 'resolved']);
  expect(await ada.ask<DeskToday>('GET', '/api/desk/today')).toMatchObject({
    asked: 1,
    answered: 2,
    resolved: 1,
    rating: { mean: 4, count: 1 },
  });
  const { rows: audit } = await db.database.query<{ action: string }>(
    'select action from audit_log where shop_id = $1 order by sequence',
    [demoShopId],
  );
  expect(audit.map(({ action }) => action)).toEqual([
    'conversation.taken',
    'conversation.given_back',
    'conversation.taken',
    'conversation.resolved',
  ]);
  expect(shopper.listener.received.some(({ name }: { name?: string }) => name?.startsWith('handoff.'))).toBe(
    false,
  );
  shopper.leave();
}, 60_000);

async function pendingIn(conversationId: string): Promise<number> {
  const { rows } = await db.database.query<{ count: number }>(
    `select count(*) from activities where conversation_id = $1 and turn_state = 'pending'`,
    [conversationId],
  );
  return rows[0]!.count;
}

async function waitFor(check: () => Promise<boolean>, withinMs = 8_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > until) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
