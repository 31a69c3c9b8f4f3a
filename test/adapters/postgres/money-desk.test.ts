import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '../../../adapters/postgres/database.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { publishRules } from '../../../adapters/postgres/money-rules.ts';
import type { MoneyDecision } from '../../../bot/ports/money.ts';
import { UnavailableError } from '../../../core/errors.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addDriftingShopper,
  addOrder,
  addShop,
  addShopper,
  daysBefore,
  decideRequest,
  engine,
  now,
} from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const decide = (shopId: string, shopperId: string, at = now) =>
  store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, at)));

async function recordOf(decision: MoneyDecision): Promise<MoneyDecisionRecord> {
  const { rows } = await store.database.query<{ record: MoneyDecisionRecord }>(
    'select record from decisions where id = $1',
    [decision.decisionId],
  );
  return rows[0]!.record;
}

/** Shoppers of the shop until one is granted something. */
async function grantedShopper(shopId: string, options: { country?: string; region?: string } = {}) {
  for (let i = 0; i < 60; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId, options);
    const decision = await decide(shopId, shopperId);
    if (decision?.grant) return { shopperId, decision, grant: decision.grant };
  }
  throw new Error('sixty eligible shoppers in a row were granted nothing');
}

async function budgetsEqualLedger(shopId: string): Promise<void> {
  const { rows } = await store.database.query<{ id: string; counters: number[]; ledger: number[] }>(
    `select b.id, array[b.reserved_cents, b.spent_cents] as counters,
       array[coalesce(sum(amount_cents) filter (where account = 'reserved:' || b.id), 0)::bigint,
             coalesce(sum(amount_cents) filter (where account = 'spent:' || b.id), 0)::bigint] as ledger
     from budgets b left join ledger l on l.shop_id = b.shop_id and l.budget_id = b.id
     where b.shop_id = $1 group by b.shop_id, b.id`,
    [shopId],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.ledger.map(Number)).toEqual(row.counters.map(Number));
}

describe('one draw a period', () => {
  test('fifty turns at once draw once, and all are told the same', async () => {
    const shopId = await addShop(store.database, 'draws-once');
    for (let i = 0; i < 5; i++) {
      const shopperId = await addDriftingShopper(store.database, shopId);
      const decisions = await Promise.all(Array.from({ length: 50 }, () => decide(shopId, shopperId)));
      expect(new Set(decisions.map((decision) => decision?.decisionId)).size).toBe(1);
      expect(new Set(decisions.map((decision) => decision?.grant?.code)).size).toBe(1);
      expect(decisions.filter((decision) => decision?.drawnNow)).toHaveLength(1);
    }
    await budgetsEqualLedger(shopId);
  });

  test('the next period draws anew, from facts of its own', async () => {
    const shopId = await addShop(store.database, 'next-period');
    const shopperId = await addDriftingShopper(store.database, shopId);
    const first = await decide(shopId, shopperId);
    const next = await decide(shopId, shopperId, new Date('2026-12-04T00:00:00Z'));
    expect(next!.decisionId).not.toBe(first!.decisionId);
    expect((await recordOf(next!)).inputs.facts.asOf).toBe('2026-12-03T00:00:00.000Z');
  });

  test('a shop that moves to another time zone gives nobody a second draw', async () => {
    const shopId = await addShop(store.database, 'zones');
    const shopperId = await addDriftingShopper(store.database, shopId);
    const first = await decide(shopId, shopperId);
    await store.database.query(`update shops set time_zone = 'Asia/Shanghai' where id = $1`, [shopId]);
    expect(await decide(shopId, shopperId)).toMatchObject({ decisionId: first!.decisionId, drawnNow: false });
    const next = await decide(shopId, shopperId, new Date('2026-12-03T00:00:00Z'));
    expect(next!.decisionId).not.toBe(first!.decisionId);
  });

  test('the facts are frozen at the start of the period', async () => {
    const shopId = await addShop(store.database, 'frozen');
    const shopperId = await addShopper(store.database, shopId);
    await addOrder(store.database, shopId, shopperId, {
      placedAt: new Date('2026-10-01T00:00:00Z'),
      listCents: 10_000,
      discountCents: 1_000,
      refundCents: 2_000,
      refundedAt: new Date('2026-10-20T00:00:00Z'),
    });
    await addOrder(store.database, shopId, shopperId, {
      placedAt: new Date('2026-11-02T23:59:59Z'),
      listCents: 6_000,
      refundCents: 6_000,
      refundedAt: new Date('2026-11-05T00:00:00Z'),
    });
    await addOrder(store.database, shopId, shopperId, { placedAt: new Date('2026-11-03T00:00:00Z') });
    await addOrder(store.database, shopId, shopperId, {
      placedAt: new Date('2026-10-10T00:00:00Z'),
      cancelledAt: new Date('2026-10-11T00:00:00Z'),
    });
    const { facts } = (await recordOf((await decide(shopId, shopperId))!)).inputs;
    // R = 100.00 - 10.00 - 20.00, then 60.00 (its refund came after the start); SR = 70.00 + 60.00 / 2.
    expect(facts).toMatchObject({
      orderCount: 2,
      clvCents: 13_000,
      srCents: 10_000,
      usualGapDays: expect.closeTo(33, 1),
    });
  });

  test('unverified visitors and those who refused draw nothing and leave no row', async () => {
    const shopId = await addShop(store.database, 'outside');
    const shopperId = await addDriftingShopper(store.database, shopId);
    const unverified = await store.database.transaction((tx) =>
      desk.decide(tx, { ...decideRequest(shopId, shopperId), identityVerified: false }),
    );
    expect(unverified).toBeNull();
    await store.database.transaction((tx) => desk.refusePersonalisation(tx, shopId, shopperId, now));
    expect(await decide(shopId, shopperId)).toBeNull();
    const { rows } = await store.database.query(
      `select 1 from decisions where shop_id = $1 union all select 1 from assignments where shop_id = $1`,
      [shopId],
    );
    expect(rows).toEqual([]);
  });
});

describe('budgets', () => {
  test('500 grants at once against a budget for 37 give exactly 37', async () => {
    const shopId = await addShop(store.database, 'thirty-seven');
    // One offer, one budget, no chance of drawing nothing that matters: who draws the perk wants 3.00 of 111.00.
    await store.database.query(`update offers set active = id = 'loyalty-perk' where shop_id = $1`, [shopId]);
    await store.database.query(`update experiments set state = 'stopped' where shop_id = $1`, [shopId]);
    await store.database.query(
      `update budgets set limit_cents = 37 * 300, mu = 0 where shop_id = $1 and id = 'main'`,
      [shopId],
    );
    await store.database.query(
      `update money_settings set holdout_share = 0, uniform_share = 0.5 where shop_id = $1`,
      [shopId],
    );
    const shoppers: string[] = [];
    for (let i = 0; i < 500; i++) shoppers.push(await addDriftingShopper(store.database, shopId));
    // Whoever finds the pool full is refused and comes again, as a turn would.
    const insist = async (shopperId: string): Promise<MoneyDecision | null> => {
      for (;;) {
        try {
          return await decide(shopId, shopperId);
        } catch (error) {
          if (!(error instanceof UnavailableError)) throw error;
        }
      }
    };
    const decisions = await Promise.all(shoppers.map(insist));
    expect(decisions.filter((decision) => decision?.grant)).toHaveLength(37);
    const { rows } = await store.database.query<{ reserved_cents: number; ledger: number; total: number }>(
      `select b.reserved_cents,
         (select sum(amount_cents)::bigint from ledger l where l.shop_id = b.shop_id and l.account = 'reserved:main') as ledger,
         (select sum(amount_cents)::bigint from ledger l where l.shop_id = b.shop_id) as total
       from budgets b where b.shop_id = $1 and b.id = 'main'`,
      [shopId],
    );
    expect(rows[0]).toEqual({ reserved_cents: 11_100, ledger: 11_100, total: 0 });
  }, 120_000);

  test('an action whose reservation fails is logged as intended and gives nothing', async () => {
    const shopId = await addShop(store.database, 'intended');
    await store.database.query(`update experiments set state = 'stopped' where shop_id = $1`, [shopId]);
    // Every draw sees money for one cap of 3.00; those that draw together fight for it. Fifty, so that somebody draws it.
    await store.database.query(`update offers set active = id = 'loyalty-perk' where shop_id = $1`, [shopId]);
    await store.database.query(`update budgets set limit_cents = 300 where shop_id = $1`, [shopId]);
    await store.database.query(
      `update money_settings set holdout_share = 0, uniform_share = 0.5 where shop_id = $1`,
      [shopId],
    );
    const shoppers = await Promise.all(
      Array.from({ length: 50 }, () => addDriftingShopper(store.database, shopId)),
    );
    const decisions = await Promise.all(shoppers.map((shopperId) => decide(shopId, shopperId)));
    const records = await Promise.all(decisions.map((decision) => recordOf(decision!)));
    const refused = records.filter(({ reservation }) => reservation.state === 'refused');
    expect(records.filter(({ reservation }) => reservation.state === 'reserved')).toHaveLength(1);
    for (const { choice } of refused) {
      expect(choice.action).toBe('loyalty-perk');
      expect(choice.propensity).toBeLessThan(1);
    }
    const late = await decide(shopId, await addDriftingShopper(store.database, shopId));
    const { choice } = await recordOf(late!);
    expect(choice.actions.find(({ offerId }) => offerId === 'loyalty-perk')!.masks).toEqual(['budget']);
    expect(late!.action).toBe('nothing');
  });

  test('the database refuses a ledger transaction that does not sum to 0, and any change of an entry', async () => {
    const shopId = await addShop(store.database, 'books');
    const { grant } = await grantedShopper(shopId);
    const lopsided = store.database.transaction((tx) =>
      clientOf(tx).query(
        `insert into ledger (shop_id, transaction_id, kind, account, budget_id, grant_id, amount_cents)
         values ($1, gen_random_uuid(), 'reserve', 'reserved:main', 'main', $2, 100)`,
        [shopId, grant.id],
      ),
    );
    await expect(lopsided).rejects.toThrow(/does not sum to 0/);
    await expect(
      store.database.query('update ledger set amount_cents = 1 where shop_id = $1', [shopId]),
    ).rejects.toThrow(/append-only/);
  });
});

describe('after the draw', () => {
  test('accepting is idempotent, and only the shopper can', async () => {
    const shopId = await addShop(store.database, 'accepting');
    const { shopperId, grant } = await grantedShopper(shopId);
    const stranger = await addShopper(store.database, shopId);
    const accept = (who: string) =>
      store.database.transaction((tx) => desk.accept(tx, shopId, grant.id, who, now));
    await expect(accept(stranger)).rejects.toThrow(/has no grant/);
    expect((await accept(shopperId)).state).toBe('accepted');
    expect((await accept(shopperId)).state).toBe('accepted');
    const { rows } = await store.database.query('select kind from outcomes where shop_id = $1', [shopId]);
    expect(rows).toEqual([{ kind: 'accepted' }]);
  });

  test('declining gives the money back and the period stays drawn', async () => {
    const shopId = await addShop(store.database, 'declining');
    const { shopperId, decision, grant } = await grantedShopper(shopId);
    await store.database.transaction((tx) => desk.decline(tx, shopId, grant.id, shopperId, now));
    const again = await decide(shopId, shopperId);
    expect(again).toMatchObject({
      decisionId: decision.decisionId,
      drawnNow: false,
      grant: { state: 'void' },
    });
    expect(await store.database.transaction((tx) => desk.liveGrants(tx, shopId, shopperId, now))).toEqual([]);
    await budgetsEqualLedger(shopId);
  });

  test('refusing personalisation withdraws what was open and keeps what was accepted', async () => {
    const shopId = await addShop(store.database, 'refusing');
    const open = await grantedShopper(shopId);
    const accepted = await grantedShopper(shopId);
    await store.database.transaction(async (tx) => {
      await desk.accept(tx, shopId, accepted.grant.id, accepted.shopperId, now);
      for (const { shopperId } of [open, accepted, open])
        await desk.refusePersonalisation(tx, shopId, shopperId, now);
    });
    const live = (shopperId: string) =>
      store.database.transaction((tx) => desk.liveGrants(tx, shopId, shopperId, now));
    expect(await live(open.shopperId)).toEqual([]);
    expect(await live(accepted.shopperId)).toMatchObject([{ id: accepted.grant.id, state: 'accepted' }]);
    await budgetsEqualLedger(shopId);
  });

  test('eligibility only shrinks: an offer switched off is withdrawn, and switching it on again draws nothing', async () => {
    const shopId = await addShop(store.database, 'shrinks');
    const { shopperId, grant } = await grantedShopper(shopId);
    const setActive = (active: boolean) =>
      store.database.query('update offers set active = $2 where shop_id = $1', [shopId, active]);
    await setActive(false);
    expect((await decide(shopId, shopperId))!.grant!.state).toBe('void');
    await setActive(true);
    expect((await decide(shopId, shopperId))!.grant!.state).toBe('void');
    expect(grant.state).toBe('reserved');
    await budgetsEqualLedger(shopId);
  });

  test('rules that no longer let the offer in withdraw it, unless it was accepted', async () => {
    const shopId = await addShop(store.database, 'tightened');
    const open = await grantedShopper(shopId);
    const accepted = await grantedShopper(shopId);
    await store.database.transaction((tx) =>
      desk.accept(tx, shopId, accepted.grant.id, accepted.shopperId, now),
    );
    const jdm = defaultRules();
    const nobody = {
      ...jdm,
      nodes: jdm.nodes.map((node) =>
        node.content
          ? {
              ...node,
              content: {
                ...node.content,
                rules: node.content.rules.map((row) => ({ ...row, orders: '> 1000' })),
              },
            }
          : node,
      ),
    };
    await store.database.transaction((tx) => publishRules(tx, shopId, nobody, engine));
    expect((await decide(shopId, open.shopperId))!.grant!.state).toBe('void');
    expect((await decide(shopId, accepted.shopperId))!.grant!.state).toBe('accepted');
  });

  test('more money, more orders or better rules later in the period give nothing new', async () => {
    const shopId = await addShop(store.database, 'no-second-draw', { armBudgetCents: 0 });
    const shopperId = await addDriftingShopper(store.database, shopId);
    const first = await decide(shopId, shopperId);
    expect(first!.action).toBe('nothing');
    await store.database.query('update budgets set limit_cents = 1000000 where shop_id = $1', [shopId]);
    await addOrder(store.database, shopId, shopperId, { placedAt: daysBefore(1) });
    expect(await decide(shopId, shopperId)).toMatchObject({
      decisionId: first!.decisionId,
      drawnNow: false,
      grant: null,
    });
  });
});

describe('places', () => {
  test('New York gets its prescribed wording with the offer', async () => {
    const shopId = await addShop(store.database, 'new-york');
    const { grant } = await grantedShopper(shopId, { country: 'US', region: 'NY' });
    expect(grant.notice.en).toBe('THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.');
  });

  test('in China only the perk can be drawn', async () => {
    const shopId = await addShop(store.database, 'china');
    const shopperId = await addDriftingShopper(store.database, shopId, { country: 'CN' });
    const { choice } = await recordOf((await decide(shopId, shopperId))!);
    const eligible = choice.actions.filter(({ masks }) => masks.length === 0).map(({ offerId }) => offerId);
    expect(eligible).toEqual(['nothing', 'loyalty-perk']);
    expect(choice.actions.filter(({ masks }) => masks.includes('notice'))).toHaveLength(4);
  });

  test('an open offer is withdrawn when its shopper moves to a place that does not allow it', async () => {
    const shopId = await addShop(store.database, 'moving');
    await store.database.query(`update offers set active = id <> 'loyalty-perk' where shop_id = $1`, [
      shopId,
    ]);
    const { shopperId } = await grantedShopper(shopId);
    await store.database.query(`update shoppers set country = 'CN' where id = $1`, [shopperId]);
    expect((await decide(shopId, shopperId))!.grant!.state).toBe('void');
    await budgetsEqualLedger(shopId);
  });

  test('where the law was not looked up nothing that touches a price is drawn', async () => {
    const shopId = await addShop(store.database, 'elsewhere', { country: 'BR' });
    const { grant } = await grantedShopper(shopId);
    expect(grant.kind).toBe('perk');
  });
});
