import { afterAll, beforeAll, expect, test } from 'vitest';
import { outreachCounts } from '../../adapters/postgres/outreach-counts.ts';
import { planOutreach } from '../../adapters/postgres/outreach-plan.ts';
import { outreachReport } from '../../adapters/postgres/outreach-report.ts';
import type { OutreachMailing } from '../../adapters/postgres/outreach-send.ts';
import { outreachSettings } from '../../adapters/postgres/outreach-settings.ts';
import { erasePersonalData } from '../../adapters/postgres/personal-data.ts';
import { runOutreach } from '../../app/outreach-job.ts';
import { addOrder, daysBefore, expectBooksToBalance, now } from '../adapters/postgres/money-world.ts';
import { type OutreachWorld, openOutreachWorld } from './outreach-world.ts';

let world: OutreachWorld;
beforeAll(async () => {
  world = await openOutreachWorld();
});
afterAll(() => world.close());

const dayMs = 86_400_000;
const dryRun = async (shopId: string, at = world.clock.now()) =>
  planOutreach(
    { database: world.database, risk: world.parts.turn.risk },
    {
      shopId,
      settings: await outreachSettings(world.database, shopId),
      now: at,
      shopTimeZone: 'UTC',
      mailWorks: true,
      dryRun: true,
    },
  );

test('a recommendation with its reason, why it comes, the notice and one tap to stop', async () => {
  const shopId = await world.shop('lantern-en', {});
  const { shopperId, conversationId } = await world.shopper(shopId);
  await world.run(shopId);
  const [row, ...others] = await world.rows(shopId);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ shopper_id: shopperId, arm: 'contact', state: 'sent', mail_state: null });
  const [message, ...more] = await world.written(conversationId);
  expect(more).toEqual([]);
  const { text, suggestedActions, channelData } = message!.activity;
  expect(text).toContain('because you allowed lantern-en to write to you here');
  expect(text).toContain('chosen for you automatically');
  expect(text).not.toMatch(/\d|%|€/);
  expect(suggestedActions.actions.map(({ value }) => value)).toEqual([
    { action: 'outreach.stop' },
    { action: 'personalisation.refuse' },
  ]);
  for (const { reason } of channelData.mainstay.cards) expect(reason).toBeTruthy();
  const { rows } = await world.database.query<{ kind: string; sequence: number; slots: number }>(
    `select kind, sequence, jsonb_array_length(record -> 'choice' -> 'slate') as slots from decisions where id = $1`,
    [row!.decision_id],
  );
  expect(rows).toEqual([
    { kind: 'recommendation', sequence: message!.sequence, slots: channelData.mainstay.cards.length },
  ]);
  expect(world.delivered).toContain(conversationId);
});

test('in Chinese to who reads Chinese', async () => {
  const shopId = await world.shop('lantern-zh', {});
  const { conversationId } = await world.shopper(shopId, ['outreach_chat'], { language: 'zh' });
  await world.run(shopId);
  const [message] = await world.written(conversationId);
  expect(message!.activity.text).toContain('因为您同意了lantern-zh在这里主动联系您');
  expect(message!.activity.suggestedActions.actions[0]!.title).toBe('停止这类消息');
});

test('off means off, and a dry run writes nothing', async () => {
  const shopId = await world.shop('off', { enabled: false });
  await world.shopper(shopId);
  await world.shopper(shopId, []);
  await world.run(shopId);
  const plan = await dryRun(shopId);
  expect(plan.chosen).toHaveLength(1);
  expect(plan.against).toEqual({ no_consent: 1 });
  expect(await world.rows(shopId)).toEqual([]);
  const { rows } = await world.database.query('select 1 from assignments where shop_id = $1', [shopId]);
  expect(rows).toEqual([]);
});

test('given, withdrawn, given again: the newest answer holds', async () => {
  const shopId = await world.shop('consent', { everyDays: 1 });
  const { shopperId } = await world.shopper(shopId);
  expect((await dryRun(shopId)).chosen).toHaveLength(1);
  await world.consent(shopId, shopperId, ['outreach_chat'], false);
  expect((await dryRun(shopId)).against).toEqual({ no_consent: 1 });
  await world.consent(shopId, shopperId, ['outreach_chat'], false);
  await world.consent(shopId, shopperId, ['outreach_chat'], true);
  expect((await dryRun(shopId)).chosen).toHaveLength(1);
  const { rows } = await world.database.query<{ granted: boolean }>(
    'select granted from consents where shop_id = $1 order by given_at',
    [shopId],
  );
  expect(rows.map(({ granted }) => granted)).toEqual([true, false, true]);
});

test('nobody is chosen twice within the cap, in either arm', async () => {
  const shopId = await world.shop('cap', { everyDays: 30, contactShare: 0.5 });
  for (let i = 0; i < 12; i++) await world.shopper(shopId);
  await world.run(shopId);
  const before = await world.rows(shopId);
  expect(before).toHaveLength(12);
  expect((await dryRun(shopId, new Date(now.getTime() + 29 * dayMs))).against).toEqual({ cap: 12 });
  // Their chats are of the message's day by then.
  expect((await dryRun(shopId, new Date(now.getTime() + 31 * dayMs))).chosen).toHaveLength(12);
});

test('is counted as an experiment: by arm, the split held against the share of each shopper’s own time', async () => {
  const shopId = await world.shop('counted', { contactShare: 0.5, everyDays: 10 });
  expect(await outreachCounts(world.database, shopId)).toMatchObject({
    running: true,
    since: null,
    sampleRatio: null,
  });
  const people = [];
  for (let i = 0; i < 24; i++) people.push(await world.shopper(shopId));
  await world.run(shopId);
  // From now on hardly anybody is held back; those of before were planned half and half.
  const share = (contactShare: number, enabled = true) =>
    world.database.query('update shops set settings = $2 where id = $1', [
      shopId,
      JSON.stringify({ outreach: { enabled, contactShare, everyDays: 10 } }),
    ]);
  await share(1);
  const contacted = (await world.rows(shopId)).filter(({ arm }) => arm === 'contact');
  const withdrawn = contacted[0]!.shopper_id;
  await world.consent(shopId, withdrawn, ['outreach_chat'], false);
  const counts = await outreachCounts(world.database, shopId);
  expect(counts).toMatchObject({
    running: true,
    since: now.toISOString(),
    arms: [
      {
        key: 'contact',
        weight: 0.5,
        shoppers: contacted.length,
        chosen: contacted.length,
        messages: contacted.length,
        mails: 0,
        withdrew: 1,
      },
      { key: 'control', weight: 0.5, shoppers: 24 - contacted.length, messages: 0 },
    ],
    sampleRatio: { asPlanned: true },
  });
  // Were everybody to be contacted who was, the split would not be as planned.
  await world.database.query('update outreach set contact_share = 0.99 where shop_id = $1', [shopId]);
  expect((await outreachCounts(world.database, shopId))!.sampleRatio).toMatchObject({ asPlanned: false });
  await share(1, false);
  expect((await outreachCounts(world.database, shopId))!.running).toBe(false);
  expect(await outreachCounts(world.database, await world.shop('never', { enabled: false }))).toBeNull();
});

test('both arms are written, only one is contacted, and each for good', async () => {
  const shopId = await world.shop('arms', { contactShare: 0.5, everyDays: 10 });
  const people = [];
  for (let i = 0; i < 24; i++) people.push(await world.shopper(shopId));
  await world.run(shopId);
  const rows = await world.rows(shopId);
  expect(rows).toHaveLength(24);
  expect(new Set(rows.map(({ arm }) => arm))).toEqual(new Set(['contact', 'control']));
  for (const { shopper_id, arm, state } of rows) {
    const { conversationId } = people.find(({ shopperId }) => shopperId === shopper_id)!;
    expect(state).toBe(arm === 'contact' ? 'sent' : 'control');
    expect(await world.written(conversationId)).toHaveLength(arm === 'contact' ? 1 : 0);
  }
  await world.database.query(
    `update shops set settings = jsonb_set(settings, '{outreach,contactShare}', '0') where id = $1`,
    [shopId],
  );
  const again = await dryRun(shopId, new Date(now.getTime() + 40 * dayMs));
  expect(new Map(again.chosen.map(({ shopperId, arm }) => [shopperId, arm]))).toEqual(
    new Map(rows.map(({ shopper_id, arm }) => [shopper_id, arm])),
  );
});

test('nobody in the holdout is ever chosen', async () => {
  const shopId = await world.shop('holdout', { perRun: 100 }, 0.5);
  for (let i = 0; i < 30; i++) await world.shopper(shopId);
  for (const days of [0, 31, 62]) {
    const clock = { now: () => new Date(now.getTime() + days * dayMs) };
    await runOutreach({ ...world.parts, clock }, shopId);
  }
  const { rows: held } = await world.database.query<{ shopper_id: string }>(
    `select shopper_id from assignments where shop_id = $1 and experiment_id = 'holdout' and arm = 'holdout'`,
    [shopId],
  );
  const chosen = new Set((await world.rows(shopId)).map(({ shopper_id }) => shopper_id));
  expect(held.length).toBeGreaterThan(3);
  expect(chosen.size).toBe(30 - held.length);
  for (const { shopper_id } of held) expect(chosen.has(shopper_id)).toBe(false);
});

test('each thing that stands against it, counted', async () => {
  const shopId = await world.shop('against', { clvAtLeastCents: 20_000, riskAtLeast: 0.6 });
  const { database } = world;
  const change = async (statement: string, purposes?: Parameters<OutreachWorld['shopper']>[1]) => {
    const one = await world.shopper(shopId, purposes);
    if (statement)
      await database.query(statement, [
        statement.includes('conversations') ? one.conversationId : one.shopperId,
      ]);
    return one;
  };
  await change('update shoppers set personalisation_refused_at = now() where id = $1');
  await change(`update conversations set held_by = 'agent' where id = $1`);
  await change(`update conversations set dialog = '{"version": 1, "complaintOpen": true}' where id = $1`);
  await change('update conversations set last_activity_at = now() where id = $1');
  await change('delete from order_lines where order_id in (select id from orders where shopper_id = $1)');
  await change('update conversations set identity_verified = false where id = $1');
  await change('', []);
  const { shopperId } = await change('');
  await addOrder(database, shopId, shopperId, { placedAt: daysBefore(1) });
  const erased = await change('');
  await database.transaction((tx) =>
    erasePersonalData(tx, { shopId, shopperId: erased.shopperId, actor: 'system' }),
  );
  const plan = await dryRun(shopId);
  expect(plan.chosen).toEqual([]);
  expect(plan.against).toEqual({
    refused_personalisation: 1,
    with_person: 1,
    complaint_open: 1,
    in_conversation: 1,
    below_value: 1,
    no_channel: 1,
    no_consent: 1,
    below_risk: 1,
    erased: 1,
  });
});

test('quiet hours go by the clock of the shopper where it is known', async () => {
  const shopId = await world.shop('quiet', {});
  const { conversationId } = await world.shopper(shopId);
  await world.database.query(
    `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, turn_state)
     values ($1, $2, 900, 'inbound', 'shopper', 'message', '{"type": "message", "localTimezone": "Asia/Shanghai"}', 'done')`,
    [shopId, conversationId],
  );
  // Noon in London is 20:00 in Shanghai.
  expect((await dryRun(shopId, new Date('2026-11-20T12:00:00Z'))).against).toEqual({ quiet_hours: 1 });
  expect((await dryRun(shopId, new Date('2026-11-20T11:59:00Z'))).chosen).toHaveLength(1);
});

test('two runners at once write to each shopper once', async () => {
  const shopId = await world.shop('twice', {});
  const people = [];
  for (let i = 0; i < 10; i++) people.push(await world.shopper(shopId, ['outreach_chat', 'outreach_email']));
  const mailed = world.mails.mails.length;
  await Promise.all([world.run(shopId), world.run(shopId), world.run(shopId)]);
  await world.run(shopId);
  expect(await world.rows(shopId)).toHaveLength(10);
  for (const { conversationId } of people) expect(await world.written(conversationId)).toHaveLength(1);
  expect(world.mails.mails.length - mailed).toBe(10);
});

test('killed between the message and its mark, it is written once all the same', async () => {
  const shopId = await world.shop('killed', {});
  const { conversationId } = await world.shopper(shopId, ['outreach_chat', 'outreach_email']);
  const mailed = world.mails.mails.length;
  const { mail } = world.parts;
  let killed = 0;
  const parts = {
    ...world.parts,
    mail: {
      mailer: mail!.mailer,
      mailing: {
        ...mail!.mailing,
        // Asked for when the message stands in the transcript and nothing is committed.
        async stopLink(of: Parameters<OutreachMailing['stopLink']>[0]) {
          if (killed++ === 0)
            await world.database.query(
              `select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and state = 'idle in transaction'`,
            );
          return mail!.mailing.stopLink(of);
        },
      },
    },
  };
  await runOutreach(parts, shopId);
  expect(killed).toBe(1);
  expect(await world.written(conversationId)).toEqual([]);
  expect((await world.rows(shopId)).map(({ state }) => state)).toEqual(['planned']);
  await runOutreach(parts, shopId);
  await runOutreach(parts, shopId);
  expect(await world.written(conversationId)).toHaveLength(1);
  expect((await world.rows(shopId)).map(({ state }) => state)).toEqual(['sent']);
  expect(world.mails.mails.length - mailed).toBe(1);
});

test('a withdrawal, a refusal or an erasure takes back what is planned already', async () => {
  const shopId = await world.shop('withdrawn', {});
  const people = [];
  for (let i = 0; i < 4; i++) people.push(await world.shopper(shopId));
  const failing: typeof world.parts.turn.recommender = {
    recommend: () => Promise.reject(new Error('not now')),
  };
  await runOutreach({ ...world.parts, turn: { ...world.parts.turn, recommender: failing } }, shopId);
  expect((await world.rows(shopId)).map(({ state }) => state)).toEqual(Array(4).fill('planned'));
  const [withdrew, refused, erased, kept] = people;
  await world.consent(shopId, withdrew!.shopperId, ['outreach_chat', 'outreach_email'], false);
  const stateOf = async (shopperId: string) =>
    (await world.rows(shopId)).find(({ shopper_id }) => shopper_id === shopperId)!.state;
  expect(await stateOf(withdrew!.shopperId)).toBe('stopped');
  await world.database.query('update shoppers set personalisation_refused_at = now() where id = $1', [
    refused!.shopperId,
  ]);
  await world.database.transaction((tx) =>
    erasePersonalData(tx, { shopId, shopperId: erased!.shopperId, actor: 'system' }),
  );
  await world.run(shopId);
  expect(await stateOf(refused!.shopperId)).toBe('stopped');
  expect(await stateOf(erased!.shopperId)).toBe('stopped');
  expect(await stateOf(kept!.shopperId)).toBe('sent');
  for (const { conversationId } of [withdrew!, refused!, erased!])
    expect(await world.written(conversationId)).toEqual([]);
});

test('the report counts by the arm that was assigned, over whole windows', async () => {
  const shopId = await world.shop('report', { contactShare: 0.5 });
  for (let i = 0; i < 16; i++) await world.shopper(shopId);
  await world.run(shopId);
  const rows = await world.rows(shopId);
  const contact = rows.filter(({ arm }) => arm === 'contact');
  const control = rows.filter(({ arm }) => arm === 'control');
  const later = (days: number) => new Date(now.getTime() + days * dayMs);
  // 60.00 less a cost of 30.00 each; the last one comes too late.
  await addOrder(world.database, shopId, contact[0]!.shopper_id, { placedAt: later(2) });
  await addOrder(world.database, shopId, contact[0]!.shopper_id, { placedAt: later(3) });
  await addOrder(world.database, shopId, control[0]!.shopper_id, {
    placedAt: later(29),
    discountCents: 1_000,
  });
  await addOrder(world.database, shopId, control[0]!.shopper_id, { placedAt: later(31) });
  const early = await outreachReport(world.database, shopId, later(20));
  expect(early.map(({ matured, ordersPerShopper }) => [matured, ordersPerShopper])).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(await outreachReport(world.database, shopId, later(30))).toMatchObject([
    {
      arm: 'contact',
      shoppers: contact.length,
      messages: contact.length,
      matured: contact.length,
      orders: 2,
      marginCents: 6_000,
      ordersPerShopper: 2 / contact.length,
    },
    { arm: 'control', shoppers: control.length, messages: 0, orders: 1, marginCents: 2_000 },
  ]);
});

test('where offers are on, the chat message carries what the period drew, from the same ledger, with its propensity', async () => {
  const shopId = await world.shop('with-offers', { offers: true });
  const shoppers = [];
  for (let i = 0; i < 8; i++) shoppers.push(await world.shopper(shopId));
  await world.run(shopId);
  const { rows } = await world.database.query<{
    shopper_id: string;
    conversation_id: string;
    sequence: number;
    action: string;
    propensity: number;
    drawn_at: number;
    reservation: { state: string };
    grant_id: string | null;
    granted: string | null;
    reserved: number | null;
  }>(
    `select o.shopper_id, o.conversation_id, o.sequence, d.action, d.propensity, d.sequence as drawn_at,
       d.record -> 'reservation' as reservation, o.grant_id, g.offer_id as granted, g.reserved_cents as reserved
     from outreach o join decisions d on d.shop_id = o.shop_id and d.id = o.offer_decision_id
     left join grants g on g.shop_id = o.shop_id and g.id = o.grant_id and g.decision_id = d.id
     where o.shop_id = $1 and o.state = 'sent'`,
    [shopId],
  );
  expect(rows).toHaveLength(shoppers.length);
  for (const row of rows) {
    expect(row.propensity).toBeGreaterThan(0);
    expect(row.drawn_at).toBe(row.sequence);
    expect(row.granted).toBe(row.action === 'nothing' ? null : row.action);
    const [message] = await world.written(row.conversation_id);
    const offers = message!.activity.channelData.mainstay.cards.filter(({ kind }) => kind === 'offer');
    expect(offers.map(({ grantId }) => grantId)).toEqual(row.grant_id === null ? [] : [row.grant_id]);
    // What it is worth stands on the card alone, with its notice.
    expect(message!.activity.text).not.toMatch(/\d|%|€/);
    for (const { notice } of offers) expect(notice).toMatch(/automat/i);
  }
  const given = rows.filter(({ grant_id }) => grant_id !== null);
  expect(given.length).toBeGreaterThan(0);
  await expectBooksToBalance(world.database, shopId);
  const [contact] = await outreachReport(world.database, shopId, now);
  expect(contact).toMatchObject({
    arm: 'contact',
    offers: given.length,
    reservedCents: given.reduce((sum, { reserved }) => sum + reserved!, 0),
  });

  // The chat of the same period finds this draw and makes none of its own.
  const { shopper_id: shopperId, conversation_id: conversationId } = given[0]!;
  const again = await world.database.transaction((tx) =>
    world.parts.turn.money.decide(tx, {
      shopId,
      shopperId,
      identityVerified: true,
      conversationId,
      sequence: 99,
      now,
    }),
  );
  expect(again).toMatchObject({ drawnNow: false, grant: { id: given[0]!.grant_id } });
});

test('without money left the message goes out without an offer, and what was meant is logged', async () => {
  const shopId = await world.shop('no-money', { offers: true });
  await world.database.query(
    'update budgets set limit_cents = reserved_cents + spent_cents where shop_id = $1',
    [shopId],
  );
  await world.shopper(shopId);
  await world.run(shopId);
  const [row] = await world.rows(shopId);
  expect(row).toMatchObject({ state: 'sent' });
  const { rows } = await world.database.query<{ action: string; grant_id: string | null }>(
    `select d.action, o.grant_id from outreach o join decisions d on d.shop_id = o.shop_id and d.id = o.offer_decision_id
     where o.shop_id = $1`,
    [shopId],
  );
  expect(rows).toEqual([{ action: 'nothing', grant_id: null }]);
});

test('where offers are off no money is drawn', async () => {
  const shopId = await world.shop('plain', {});
  await world.shopper(shopId);
  await world.run(shopId);
  const { rows } = await world.database.query(
    `select 1 from decisions where shop_id = $1 and kind = 'money'`,
    [shopId],
  );
  expect(rows).toEqual([]);
});
