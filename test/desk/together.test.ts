import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { DeskEvent, DeskMe } from '../../core/contracts/desk.ts';
import type { Held } from '../../core/contracts/desk-acting.ts';
import type { ConversationView, TranscriptPage } from '../../core/contracts/desk-conversation.ts';
import type { QueuePage, SavedView, SavedViews } from '../../core/contracts/desk-queue.ts';
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
import { DeskStream } from '../support/desk-stream.ts';
import { StaffBrowser } from '../support/staff.ts';

/** Two replicas on one database: agents and shoppers are at whichever they happened to reach. */
let db: TestDatabase;
let models: TextModels;
let a: DeskServer;
let b: DeskServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database, { undoMs: 0 });
  models = await startTextModels({ workers: 1 });
  a = await startDeskServer(db.database, db.connectionString, models);
  b = await startDeskServer(db.database, db.connectionString, models);
}, 240_000);

afterAll(async () => {
  await a?.stop();
  await b?.stop();
  await models?.close();
  await db?.drop();
});

const askForPerson = { type: 'message', value: { action: 'person.request' } };
const agentAt = (server: DeskServer, name: string) => signedIn(db.database, server.origin, { name });
const pathOf = (shopper: TalkingShopper) => `/api/desk/conversations/${shopper.conversationId}`;

async function setDesk(settings: object): Promise<void> {
  await db.database.query(
    `update shops set settings = jsonb_set(settings, '{desk}', (settings -> 'desk') || $2) where id = $1`,
    [demoShopId, JSON.stringify(settings)],
  );
}

/** A visitor who waits for a person. */
async function waiting(server: DeskServer): Promise<TalkingShopper> {
  const shopper = await TalkingShopper.begin(server.origin, null);
  await shopper.send(askForPerson);
  await shopper.hears(/queue|is here now/);
  return shopper;
}

/** A transcript as a page keeps it: it reads on from where it is whenever the stream says that something is new. */
class KeptTranscript {
  readonly sequences: number[] = [];
  readonly #agent: StaffBrowser;
  readonly #id: string;

  constructor(agent: StaffBrowser, id: string) {
    this.#agent = agent;
    this.#id = id;
  }

  /** Reads what the events that have come ask it to read. */
  async follow(events: readonly DeskEvent[]): Promise<void> {
    const told = events.flatMap((event) =>
      event.kind === 'changed' && event.conversationId === this.#id ? [event.version] : [],
    );
    if (Math.max(0, ...told) <= (this.sequences.at(-1) ?? 0)) return;
    const since = this.sequences.at(-1) ?? 0;
    const page = await this.#agent.ask<TranscriptPage>(
      'GET',
      `/api/desk/conversations/${this.#id}/transcript?since=${since}`,
    );
    this.sequences.push(
      ...page.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.sequence] : [])),
    );
  }
}

async function storedMessages(id: string): Promise<number[]> {
  const { rows } = await db.database.query<{ sequence: number }>(
    `select sequence from activities where conversation_id = $1 and type = 'message' order by sequence`,
    [id],
  );
  return rows.map(({ sequence }) => sequence);
}

describe('an agent at one replica, a shopper at the other', () => {
  test('what is written there appears here, also after the line broke, nothing missed and nothing twice', async () => {
    const { browser: ada } = await agentAt(a, 'Ada');
    const shopper = await waiting(b);
    await ada.ask<Held>('POST', `${pathOf(shopper)}/take`);
    const id = shopper.conversationId;
    let stream = await DeskStream.open(ada);
    const kept = new KeptTranscript(ada, id);
    const write = async (text: string) => {
      for (let i = 0; i < 4; i++) {
        await shopper.send(`${text} ${i}`);
        await sleep(150);
      }
    };
    const caughtUp = () =>
      waitFor(async () => {
        await kept.follow(stream.events);
        return (await storedMessages(id)).at(-1) === kept.sequences.at(-1);
      });

    await write('while the line stands');
    await caughtUp();

    for (let round = 0; round < 3; round++) {
      await stream.close();
      const { lastEventId } = stream;
      await write(`while it is broken ${round}`);
      // The browser comes back, with what it heard last, now to this replica and now to the other.
      const other = new StaffBrowser(round % 2 === 0 ? b.origin : a.origin);
      other.cookie = ada.cookie;
      stream = await DeskStream.open(other, lastEventId);
      await shopper.send(`and when it is back ${round}`);
      await caughtUp();
      expect(stream.events.some(({ kind }) => kind === 'reset')).toBe(false);
    }
    expect(kept.sequences).toEqual(await storedMessages(id));
    await stream.close();
    await ada.ask('POST', `${pathOf(shopper)}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 60_000);

  test('each sees the other write', async () => {
    const { browser: ada } = await agentAt(a, 'Ada');
    const shopper = await waiting(b);
    const id = shopper.conversationId;
    await ada.ask<Held>('POST', `${pathOf(shopper)}/take`);
    const stream = await DeskStream.open(ada);
    await shopper.send({ type: 'typing' });
    await waitFor(async () =>
      stream.events.some((event) => event.kind === 'typing' && event.conversationId === id),
    );
    // Reading is no writing.
    const before = shopper.listener.typing.length;
    await ada.ask('POST', '/api/desk/presence', { conversationId: id, state: 'reading' });
    await sleep(300);
    expect(shopper.listener.typing).toHaveLength(before);
    await ada.ask('POST', '/api/desk/presence', { conversationId: id, state: 'writing' });
    await waitFor(async () => shopper.listener.typing.length > before);
    await stream.close();
    await ada.ask('POST', `${pathOf(shopper)}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 30_000);

  test('who waits sees their place change without a message, also after a reconnect', async () => {
    const { browser: ada } = await agentAt(a, 'Ada');
    const first = await waiting(a);
    const second = await waiting(b);
    await second.hears(/number 2 in the queue/);
    const messages = await storedMessages(second.conversationId);
    const lines = () =>
      second.listener.typing.filter(({ channelData }) => channelData?.streamType !== undefined);
    await sleep(1_500);
    // The message has said it.
    expect(lines()).toEqual([]);
    await ada.ask<Held>('POST', `${pathOf(first)}/take`);
    await waitFor(async () => lines().length === 1);
    expect(lines()[0]).toMatchObject({
      text: expect.stringContaining('number 1 in the queue'),
      channelData: { streamType: 'informative' },
    });
    await sleep(1_500);
    expect(lines()).toHaveLength(1);
    const back = await second.reconnected();
    await waitFor(async () => back.typing.some(({ text }) => /number 1/.test(text)));
    expect(await storedMessages(second.conversationId)).toEqual(messages);
    await ada.ask<Held>('POST', `${pathOf(second)}/take`);
    await waitFor(async () => lines().at(-1)!.channelData.streamType === 'final');
    for (const shopper of [first, second]) {
      await ada.ask('POST', `${pathOf(shopper)}/resolve`, { reason: 'done', askRating: false });
      shopper.leave();
    }
    back.close();
  }, 30_000);

  test('two agents who answer the same words at the same moment: one goes out, the other is shown it', async () => {
    const { browser: ada } = await agentAt(a, 'Ada');
    const { browser: ben } = await agentAt(b, 'Ben');
    for (let round = 0; round < 8; round++) {
      const shopper = await waiting(b);
      const { version } = await ada.ask<Held>('POST', `${pathOf(shopper)}/take`);
      const answers = await Promise.all(
        [ada, ben].map((agent, i) =>
          agent.send('POST', `${pathOf(shopper)}/replies`, {
            id: newId(),
            text: `answer ${i}`,
            lastSequenceSeen: version,
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
      const refused = answers.find(({ status }) => status === 409)!;
      expect(await refused.json()).toMatchObject({ error: { details: { why: 'colleague_wrote' } } });
      await shopper.hears(/^answer \d$/);
      await sleep(400);
      expect(shopper.heard.filter(({ text }) => /^answer \d$/.test(text))).toHaveLength(1);
      await ada.ask('POST', `${pathOf(shopper)}/resolve`, { reason: 'done', askRating: false });
      shopper.leave();
    }
  }, 60_000);

  test('an agent who disappears gives the conversation back, and one of the replicas says so', async () => {
    const { browser: ada } = await agentAt(a, 'Ada');
    const shopper = await waiting(b);
    await ada.ask<Held>('POST', `${pathOf(shopper)}/take`);
    await setDesk({ agentTimeoutS: 2 });
    await shopper.hears(/Ada had to go.*back in the queue/, 15_000);
    await sleep(3_000);
    expect(shopper.heard.filter(({ text }) => text.includes('had to go'))).toHaveLength(1);
    const { browser: ben } = await agentAt(b, 'Ben');
    const { row } = await ben.ask<ConversationView>('GET', pathOf(shopper));
    expect(row).toMatchObject({ state: 'waiting', agent: null });
    await setDesk({ agentTimeoutS: 90 });
    await ben.ask('POST', `${pathOf(shopper)}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 40_000);
});

test('requests go to whoever is available and holds least, and wait when nobody is', async () => {
  await db.database.query('delete from desk_agents');
  await db.database.query(`update handoffs set state = 'resolved' where state in ('requested', 'accepted')`);
  await setDesk({ assignment: 'load' });
  const early = await waiting(b);
  await sleep(2_500);
  const agents = await Promise.all(
    ['Ada', 'Ben', 'Cleo'].map(async (name, i) => ({ name, ...(await agentAt(i % 2 ? b : a, name)) })),
  );
  const [ada, ben, cleo] = agents as [
    (typeof agents)[number],
    (typeof agents)[number],
    (typeof agents)[number],
  ];
  const holds = async () => {
    const { rows } = await db.database.query<{ agent: string | null; count: number }>(
      `select agent_id as agent, count(*) from handoffs where state in ('requested', 'accepted') group by 1`,
    );
    const of = (id: string | null) => rows.find(({ agent }) => agent === id)?.count ?? 0;
    return { ada: of(ada.id), ben: of(ben.id), cleo: of(cleo.id), nobody: of(null) };
  };
  expect(await holds()).toEqual({ ada: 0, ben: 0, cleo: 0, nobody: 1 });

  // Cleo is at work and takes none; the others share, whichever replica delivers.
  await cleo.browser.ask('PUT', '/api/desk/me/availability', { available: false });
  for (const { browser } of [ada, ben])
    await browser.ask('PUT', '/api/desk/me/availability', { available: true });
  await waitFor(async () => (await holds()).nobody === 0);
  const shoppers = [
    early,
    ...(await Promise.all(Array.from({ length: 7 }, (_, i) => waiting(i % 2 ? a : b)))),
  ];
  await waitFor(async () => (await holds()).nobody === 0);
  expect(await holds()).toEqual({ ada: 4, ben: 4, cleo: 0, nobody: 0 });

  // Who has closed two is next, twice.
  const { rows } = await ben.browser.ask<QueuePage>('GET', '/api/desk/queue?view=mine');
  expect(rows).toHaveLength(4);
  for (const { conversationId } of rows.slice(0, 2))
    await ben.browser.ask('POST', `/api/desk/conversations/${conversationId}/resolve`, {
      reason: 'done',
      askRating: false,
    });
  shoppers.push(await waiting(a), await waiting(b));
  await waitFor(async () => (await holds()).nobody === 0);
  expect(await holds()).toEqual({ ada: 4, ben: 4, cleo: 0, nobody: 0 });
  for (const shopper of shoppers) shopper.leave();
  await setDesk({ assignment: 'manual' });
}, 60_000);

test("saved views are one's own or the team's, and nobody takes away another's own", async () => {
  const { browser: ada } = await agentAt(a, 'Ada');
  const { browser: ben } = await agentAt(b, 'Ben');
  const query = { view: 'all', topic: 'delivery', language: 'zh', risk: 0.6 } as const;
  const own = await ada.ask<SavedView>('POST', '/api/desk/views', {
    name: 'Mine',
    shared: false,
    query,
  });
  const team = await ada.ask<SavedView>('POST', '/api/desk/views', {
    name: 'Ours',
    shared: true,
    query: { state: 'waiting' },
  });
  expect((await ada.ask<SavedViews>('GET', '/api/desk/views')).views).toEqual([
    { id: own.id, name: 'Mine', shared: false, query },
    { id: team.id, name: 'Ours', shared: true, query: { state: 'waiting' } },
  ]);
  expect((await ben.ask<SavedViews>('GET', '/api/desk/views')).views.map(({ name }) => name)).toEqual([
    'Ours',
  ]);
  expect((await ben.send('DELETE', `/api/desk/views/${own.id}`)).status).toBe(404);
  await ben.ask('DELETE', `/api/desk/views/${team.id}`);
  expect((await ada.ask<SavedViews>('GET', '/api/desk/views')).views.map(({ name }) => name)).toEqual([
    'Mine',
  ]);
  for (const wrong of [
    { name: '', shared: false, query: {} },
    { name: 'x', shared: false, query: { state: 'nowhere' } },
    { name: 'x', shared: false, query: { risk: 7 } },
  ])
    expect((await ada.send('POST', '/api/desk/views', wrong)).status).toBe(400);
}, 30_000);

test("a person's keys are theirs, at both replicas; what clashes is refused by name", async () => {
  const { browser: ada } = await agentAt(a, 'Ada');
  const { browser: ben } = await agentAt(b, 'Ben');
  const keysOf = async (agent: StaffBrowser) => (await agent.ask<DeskMe>('GET', '/api/desk/me')).ownKeys;
  expect((await keysOf(ada)).changed).toBe(false);
  const changed = await ada.ask('PUT', '/api/desk/me/keys', { keys: { reply: 'e', resolve: 'r' } });
  expect(changed).toMatchObject({ changed: true, keys: { reply: 'e', resolve: 'r', next: 'j' } });
  const elsewhere = new StaffBrowser(b.origin);
  elsewhere.cookie = ada.cookie;
  expect(await keysOf(elsewhere)).toEqual(changed);
  expect((await keysOf(ben)).changed).toBe(false);
  for (const [keys, says] of [
    [{ reply: 'j' }, /"j" cannot be both/],
    [{ reply: '?' }, /everybody/],
    [{ reply: '1' }, /letter or sign/],
    [{ reply: 'ab' }, /letter or sign/],
    [{ fly: 'f' }, /fly/],
  ] as const) {
    const refused = await ada.send('PUT', '/api/desk/me/keys', { keys });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { error: { message: string } }).error.message).toMatch(says);
  }
  expect(await keysOf(ada)).toEqual(changed);
  expect(await ada.ask('PUT', '/api/desk/me/keys', { keys: {} })).toMatchObject({
    changed: false,
    keys: { reply: 'r', resolve: 'e' },
  });
}, 30_000);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitFor(check: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > until) throw new Error('it did not come to pass');
    await sleep(40);
  }
}
