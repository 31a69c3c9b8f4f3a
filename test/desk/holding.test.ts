import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Given, Giving, Held, Suggestion } from '../../core/contracts/desk-acting.ts';
import type { ConversationView } from '../../core/contracts/desk-conversation.ts';
import type { FilledCannedReplies } from '../../core/contracts/desk-keeping.ts';
import type { QueuePage, SearchPage } from '../../core/contracts/desk-queue.ts';
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
let adaId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database, { undoMs: 0, agentTimeoutS: 3 });
  models = await startTextModels({ workers: 1 });
  server = await startDeskServer(db.database, db.connectionString, models);
  ({ browser: ada, id: adaId } = await signedIn(db.database, server.origin, { name: 'Ada' }));
}, 240_000);

afterAll(async () => {
  await server.stop();
  await models.close();
  await db.drop();
});

const viewOf = (id: string, browser = ada) =>
  browser.ask<ConversationView>('GET', `/api/desk/conversations/${id}`);
const reply = (text: string, more: object = {}) => ({
  id: newId(),
  text,
  lastSequenceSeen: 1_000,
  ...more,
});

async function refused(response: Response) {
  const { error } = (await response.json()) as { error: { code: string; message: string; details?: object } };
  return { status: response.status, ...error };
}

describe('who holds a conversation', () => {
  test('fifty agents take one conversation at once: one has it, the shopper is told once', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-new');
    await shopper.send('Can I talk to a person please?');
    await shopper.hears(/queue/);
    const agents = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, i) => (await signedIn(db.database, server.origin, { name: `Agent ${i}` })).browser,
      ),
    );
    const answers = await Promise.all(
      agents.map((browser) => browser.send('POST', `/api/desk/conversations/${shopper.conversationId}/take`)),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
    const holder = ((await won[0]!.json()) as Held).agent!;
    for (const lost of answers.filter(({ status }) => status === 409).slice(0, 3))
      expect(await refused(lost)).toMatchObject({ details: { why: 'held', agent: holder } });
    await shopper.hears(new RegExp(`${holder.name} is here now`));
    expect(shopper.heard.filter(({ text }) => text.includes('is here now'))).toHaveLength(1);
    shopper.leave();
  }, 120_000);

  test('an agent whose desk falls silent gives the conversation back to the queue, and it is told once', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    await shopper.send('I want a human');
    await shopper.hears(/queue/);
    await ada.ask('POST', `/api/desk/conversations/${shopper.conversationId}/take`);
    await shopper.hears(/Ada is here now/);
    // A living desk keeps it, however long nothing is written.
    for (let i = 0; i < 5; i++) {
      await ada.ask('POST', '/api/desk/presence', {
        conversationId: shopper.conversationId,
        state: 'reading',
      });
      await sleep(900);
    }
    expect((await viewOf(shopper.conversationId)).row).toMatchObject({ state: 'held', agent: { id: adaId } });
    await shopper.hears(/Ada had to go.*back in the queue.*number \d/, 15_000);
    await sleep(3_000);
    expect(shopper.heard.filter(({ text }) => text.includes('had to go'))).toHaveLength(1);
    const { row } = await viewOf(shopper.conversationId);
    expect(row).toMatchObject({ state: 'waiting', agent: null });
    // Waiting again, the bot serves.
    const before = shopper.heard.length;
    await shopper.send('What is your return policy?');
    await waitFor(async () => shopper.heard.length > before);
    shopper.leave();
  }, 60_000);

  test('a marketer has no desk, another shop has no such conversation, a stranger nothing', async () => {
    const shopper = await TalkingShopper.begin(server.origin, null);
    await shopper.send('hello');
    await shopper.hears(/./);
    const id = shopper.conversationId;
    const { browser: marketer } = await signedIn(db.database, server.origin, {
      name: 'Mo',
      role: 'marketer',
    });
    for (const path of ['me', 'queue', `conversations/${id}`, `conversations/${id}/panel`, 'live'])
      expect((await marketer.send('GET', `/api/desk/${path}`)).status, path).toBe(403);
    expect((await marketer.send('POST', `/api/desk/conversations/${id}/take`)).status).toBe(403);

    await db.database.query(
      `insert into shops (id, name, currency, country, identity_secret) values ('other', '{"en":"O","zh":"O"}', 'GBP', 'GB', 's')`,
    );
    const { browser: foreign } = await signedIn(db.database, server.origin, { name: 'Fo', shopId: 'other' });
    const gets = ['', '/transcript', '/panel', '/giving', '/suggestion', '/canned'];
    for (const path of gets)
      expect((await foreign.send('GET', `/api/desk/conversations/${id}${path}`)).status, path).toBe(404);
    const posts: [string, object?][] = [
      ['take'],
      ['give-back'],
      ['unassign'],
      ['resolve', { reason: 'x', askRating: false }],
      ['replies', reply('hi')],
      ['notes', { text: 'hi' }],
      ['read', { sequence: 1 }],
      ['entitlement'],
      ['remedies', { orderId: newId(), fact: 'late', offerId: 'percent-5' }],
    ];
    for (const [path, body] of posts)
      expect((await foreign.send('POST', `/api/desk/conversations/${id}/${path}`, body)).status, path).toBe(
        404,
      );
    expect((await foreign.send('GET', `/api/desk/conversations/${id}?shop=${demoShopId}`)).status).toBe(403);
    expect((await foreign.ask<SearchPage>('GET', '/api/desk/search?q=hello')).rows).toEqual([]);
    expect((await fetch(`${server.origin}/api/desk/queue`)).status).toBe(401);
    shopper.leave();
  }, 60_000);
});

describe('money', () => {
  test('what nothing bears out is refused by name; an order total and a catalogue price pass', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
    await shopper.send('I need to speak to somebody');
    await shopper.hears(/queue/);
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    for (const [text, found] of [
      ['I give you 20% off your next order', '20%'],
      ['Use the code FREE90 at the till', 'FREE90'],
      ['我给您打五折', '折'],
      ['I will refund you £999.99 today', '£999.99'],
    ] as const) {
      const error = await refused(await ada.send('POST', `${at}/replies`, reply(text)));
      expect(error, text).toMatchObject({ status: 422, code: 'uncovered_money' });
      expect(error.message).toContain(found);
    }
    const panel = await ada.ask<{ orders: { number: string; totalCents: number }[] }>('GET', `${at}/panel`);
    const { number, totalCents } = panel.orders[0]!;
    await ada.ask(
      'POST',
      `${at}/replies`,
      reply(`Order ${number} came to £${(totalCents / 100).toFixed(2)}.`),
    );
    const products = await ada.ask<{ products: { id: string; priceCents: number; name: { en: string } }[] }>(
      'GET',
      '/api/desk/products?q=mug',
    );
    const mug = products.products[0]!;
    await ada.ask(
      'POST',
      `${at}/replies`,
      reply(`This one is £${(mug.priceCents / 100).toFixed(2)}:`, { productIds: [mug.id] }),
    );
    const shown = (await shopper.hears(/This one is/)) as {
      channelData: { mainstay: { cards: { productId: string }[] } };
    };
    expect(shown.channelData.mainstay.cards[0]!.productId).toBe(mug.id);
    await ada.ask('POST', `${at}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 60_000);

  test('a remedy for a late parcel: once, from the ledger, in the audit log; unproven facts need a file', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
    await shopper.send({ type: 'message', value: { action: 'person.request' } });
    await shopper.hears(/queue/);
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    const giving = await ada.ask<Giving>('GET', `${at}/giving`);
    const late = giving.facts.find(({ fact }) => fact === 'late')!;
    expect(late).toMatchObject({ borneOutBy: 'shipment', given: false });
    expect(late.offers.map(({ id }) => id)).toEqual(['free-shipping', 'loyalty-perk', 'percent-5']);
    const wish = { orderId: late.orderId, fact: 'late', offerId: 'free-shipping' };
    const before = await reserved();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ada.send('POST', `${at}/remedies`, wish)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await refused(answers.find(({ status }) => status === 409)!)).toMatchObject({
      details: { why: 'given_before' },
    });
    const given = (await answers.find(({ status }) => status === 201)!.json()) as Given;
    const { rows: grants } = await db.database.query<{
      given_by: string;
      decision_id: null;
      reserved_cents: number;
    }>('select given_by, decision_id, reserved_cents from grants where id = $1', [given.grantId]);
    expect(grants).toEqual([{ given_by: adaId, decision_id: null, reserved_cents: 800 }]);
    expect(await reserved()).toEqual({ counter: before.counter + 800, ledger: before.ledger + 800 });
    const card = (await shopper.hears(/This is for you/)) as {
      channelData: { mainstay: { cards: { code: string; notice: string }[] } };
    };
    expect(card.channelData.mainstay.cards[0]).toMatchObject({ code: given.code, state: 'open' });
    expect(card.channelData.mainstay.cards[0]!.notice).not.toBe('');
    const { rows: audit } = await db.database.query<{ actor: string; after: { fact: string } }>(
      `select actor, after from audit_log where action = 'remedy.given'`,
    );
    expect(audit).toMatchObject([
      { actor: `user:${adaId}`, after: { fact: 'late', evidence: { by: 'shipment' } } },
    ]);
    // What was given may now be spoken of.
    await ada.ask('POST', `${at}/replies`, reply(`Your code is ${given.code}.`));

    const broken = giving.facts.find(({ fact, borneOutBy }) => fact === 'broken' && borneOutBy === null)!;
    const unproven = { orderId: broken.orderId, fact: 'broken', offerId: 'percent-10' };
    expect(await refused(await ada.send('POST', `${at}/remedies`, unproven))).toMatchObject({ status: 400 });
    const elsewhere = { ...unproven, uploadId: newId(), statement: 'a crack' };
    expect((await ada.send('POST', `${at}/remedies`, elsewhere)).status).toBe(404);
    const uploadId = newId();
    await db.database.query(
      `insert into uploads (shop_id, id, conversation_id, name, content_type, content) values ($1, $2, $3, 'p.png', 'image/png', '')`,
      [demoShopId, uploadId, shopper.conversationId],
    );
    await ada.ask<Given>('POST', `${at}/remedies`, {
      ...unproven,
      uploadId,
      statement: 'a crack in the rim',
    });
    const never = { orderId: newId(), fact: 'late', offerId: 'free-shipping' };
    expect((await ada.send('POST', `${at}/remedies`, never)).status).toBe(400);
    await ada.ask('POST', `${at}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 60_000);

  test('the entitlement is what the period’s draw gave, whoever asks; a visitor has none', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-drifting');
    await shopper.send('a person please');
    await shopper.hears(/queue/);
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    const giving = await ada.ask<Giving>('GET', `${at}/giving`);
    const { rows } = await db.database.query<{ action: string; code: string | null }>(
      `select d.action, g.code from decisions d left join grants g on g.decision_id = d.id
       where d.kind = 'money' and d.shopper_id = (select id from shoppers where external_id = 'demo-drifting')`,
    );
    expect(rows).toHaveLength(1);
    expect(giving.entitlement?.code ?? null).toBe(rows[0]!.code);
    const response = await ada.send('POST', `${at}/entitlement`);
    if (rows[0]!.code === null)
      expect(await refused(response)).toMatchObject({ details: { why: 'nothing_to_give' } });
    else expect(((await response.json()) as Given).code).toBe(rows[0]!.code);
    shopper.leave();

    const visitor = await TalkingShopper.begin(server.origin, null);
    await visitor.send('a person please');
    await visitor.hears(/queue/);
    const path = `/api/desk/conversations/${visitor.conversationId}`;
    expect(await ada.ask<Giving>('GET', `${path}/giving`)).toMatchObject({
      entitlementWhyNot: 'unverified',
      facts: [],
    });
    expect((await ada.send('POST', `${path}/entitlement`)).status).toBe(403);
    visitor.leave();
  }, 60_000);

  async function reserved() {
    const { rows } = await db.database.query<{ counter: number; ledger: number }>(
      `select (select sum(reserved_cents)::int from budgets where shop_id = $1) as counter,
         (select sum(amount_cents)::int from ledger where shop_id = $1 and account like 'reserved:%') as ledger`,
      [demoShopId],
    );
    return rows[0]!;
  }
});

describe('what helps to answer', () => {
  test('markup is data everywhere: stored and shown as it was written', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    await shopper.send(attack);
    await shopper.hears(/./);
    await shopper.send('let me talk to a person');
    await shopper.hears(/queue|colleague/);
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    await ada.ask('POST', `${at}/replies`, reply(attack));
    await shopper.hears((message) => message.text === attack);
    const response = await ada.send('GET', at);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const view = (await response.json()) as ConversationView;
    expect(
      view.transcript.entries.filter((entry) => entry.kind === 'message' && entry.text === attack),
    ).toHaveLength(2);
    await ada.ask('POST', `${at}/resolve`, { reason: 'done', askRating: false });
    shopper.leave();
  }, 30_000);

  test('the bot suggests an answer with its source, and leaves nothing behind', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    await shopper.send('a person please');
    await shopper.hears(/queue/);
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    await ada.ask('POST', `${at}/take`);
    await shopper.send('How long can I return something?');
    await waitFor(async () => (await viewOf(shopper.conversationId)).sentiment.length === 2);
    const before = await counts();
    const { suggestion } = await ada.ask<Suggestion>('GET', `${at}/suggestion`);
    expect(suggestion!.topic).toBe('return_refund');
    expect(suggestion!.text).toMatch(/30|return/i);
    expect(await counts()).toEqual(before);
    await shopper.send('get me a different human');
    await waitFor(async () => (await viewOf(shopper.conversationId)).sentiment.length === 3);
    expect((await ada.ask<Suggestion>('GET', `${at}/suggestion`)).suggestion).toBeNull();
    await ada.ask('POST', `${at}/give-back`);
    shopper.leave();
  }, 30_000);

  test('canned replies are filled from what the conversation is about; two editors do not overwrite each other', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
    await shopper.send('a person please');
    await shopper.hears(/queue|colleague/);
    const body = {
      en: 'Hello {shopper}, {agent} here. Your order {order} travels as {tracking}.',
      zh: '您好',
    };
    const added = await ada.ask<{ id: string; version: number }>('POST', '/api/desk/canned', {
      shortcut: 'parcel',
      title: 'Where it is',
      body,
    });
    const { replies } = await ada.ask<FilledCannedReplies>(
      'GET',
      `/api/desk/conversations/${shopper.conversationId}/canned?q=parc`,
    );
    expect(replies).toHaveLength(1);
    expect(replies[0]!.missing).toEqual([]);
    expect(replies[0]!.text).toMatch(/^Hello .+, Ada here\. Your order \S+ travels as \S+\.$/);
    expect(replies[0]!.text).not.toContain('{');
    const change = { shortcut: 'parcel', title: 'Parcel', body, version: added.version };
    await ada.ask('PUT', `/api/desk/canned/${added.id}`, change);
    expect(await refused(await ada.send('PUT', `/api/desk/canned/${added.id}`, change))).toMatchObject({
      status: 409,
      details: { why: 'version', current: { title: 'Parcel', version: 2 } },
    });
    await ada.ask('DELETE', `/api/desk/canned/${added.id}`);
    shopper.leave();
  }, 30_000);

  test('conversations are found by words in both languages, by order number and by name; pages go on by key', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late-zh');
    await shopper.send('我的快递一直没有到，搪瓷水壶也少发了');
    await shopper.hears(/./);
    const found = async (words: string) =>
      (await ada.ask<SearchPage>('GET', `/api/desk/search?q=${encodeURIComponent(words)}`)).rows.map(
        ({ conversationId }) => conversationId,
      );
    await waitFor(async () => (await found('搪瓷水壶')).length === 1);
    expect(await found('搪瓷水壶')).toEqual([shopper.conversationId]);
    expect(await found('少发')).toEqual([shopper.conversationId]);
    expect(await found("' | zzqqx:* & !")).toEqual([]);
    const { rows } = await db.database.query<{ number: string; name: string }>(
      `select o.number, s.display_name as name from orders o join shoppers s on s.id = o.shopper_id
       where s.external_id = 'demo-late-zh' limit 1`,
    );
    expect(await found(rows[0]!.number)).toContain(shopper.conversationId);
    expect(await found(rows[0]!.name)).toContain(shopper.conversationId);

    const all: string[] = [];
    let after = '';
    do {
      const page = await ada.ask<QueuePage>('GET', `/api/desk/queue?state=bot&limit=2&after=${after}`);
      expect(page.rows.length).toBeLessThanOrEqual(2);
      all.push(...page.rows.map(({ conversationId }) => conversationId));
      after = page.next ?? '';
    } while (after !== '');
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(shopper.conversationId);
    expect((await ada.send('GET', '/api/desk/queue?after=bm9uc2Vuc2U')).status).toBe(400);
    shopper.leave();
  }, 30_000);

  test('words that thousands have are found newest first, each conversation once, with nothing left out at a page', async () => {
    await db.database.query(
      `with made as (
         insert into conversations (shop_id, id, channel, visitor_id, next_sequence, last_activity_at)
         select $1, gen_random_uuid(), 'directline', 'common', 2, now() - make_interval(mins => i / 3)
         from generate_series(1, 2100) as i returning *)
       insert into desk_search (shop_id, conversation_id, sequence, terms)
       select shop_id, id, 1, array_to_tsvector(array['lantern', 'brass']) from made`,
      [demoShopId],
    );
    const { rows: expected } = await db.database.query<{ id: string }>(
      `select id from conversations where visitor_id = 'common' order by last_activity_at desc, id desc`,
    );
    const seen: string[] = [];
    for (let page = 0, after = ''; page < 3; page++) {
      const got = await ada.ask<SearchPage>('GET', `/api/desk/search?q=lantern%20bras&after=${after}`);
      seen.push(...got.rows.map(({ conversationId }) => conversationId));
      after = got.next!;
    }
    expect(seen).toHaveLength(90);
    expect(seen).toEqual(expected.slice(0, 90).map(({ id }) => id));
    await db.database.query(
      `delete from desk_search where conversation_id in (select id from conversations where visitor_id = 'common')`,
    );
    await db.database.query(`delete from conversations where visitor_id = 'common'`);
  });

  async function counts() {
    const { rows } = await db.database.query(
      `select (select count(*) from activities) as activities, (select count(*) from decisions) as decisions,
         (select count(*) from returns) as returns, (select count(*) from handoffs) as handoffs`,
    );
    return rows[0];
  }
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitFor(check: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > until) throw new Error('it did not come to pass');
    await sleep(40);
  }
}
