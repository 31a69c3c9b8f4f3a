import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { expireGrants } from '../../../adapters/postgres/money-expiry.ts';
import { PostgresRedemptionDesk } from '../../../adapters/postgres/money-redemptions.ts';
import { ConflictError } from '../../../core/errors.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addDriftingShopper, addOrder, addShop, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
const cart = new PostgresRedemptionDesk();
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const day = (n: number) => new Date(now.getTime() + n * 86_400_000);

test.each([1, 2, 3])(
  'books hold whatever shoppers do at once (world %i)',
  async (world) => {
    // Little money, so that reservations fail too.
    const shopId = await addShop(store.database, `world-${world}`, { armBudgetCents: 25_000 });
    await store.database.query(
      'update money_settings set holdout_share = 0, floor = 0.1 where shop_id = $1',
      [shopId],
    );
    const random = new SeededRandom(`books ${world}`);
    const shoppers: string[] = [];
    for (let i = 0; i < 40; i++) shoppers.push(await addDriftingShopper(store.database, shopId));
    const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => store.database.transaction(work);
    const someGrant = async (): Promise<
      { id: string; code: string; shopper_id: string; order_id: string | null } | undefined
    > => {
      const { rows } = await store.database.query<{
        id: string;
        code: string;
        shopper_id: string;
        order_id: string | null;
      }>('select id, code, shopper_id, order_id from grants where shop_id = $1 order by id', [shopId]);
      return rows.length > 0 ? random.pick(rows) : undefined;
    };
    const steps: ((at: Date) => Promise<unknown>)[] = [
      (at) => inTransaction((tx) => desk.decide(tx, decideRequest(shopId, random.pick(shoppers), at))),
      async (at) => {
        const grant = await someGrant();
        if (grant) await inTransaction((tx) => desk.accept(tx, shopId, grant.id, grant.shopper_id, at));
      },
      async (at) => {
        const grant = await someGrant();
        if (grant) await inTransaction((tx) => desk.decline(tx, shopId, grant.id, grant.shopper_id, at));
      },
      async (at) => {
        const grant = await someGrant();
        if (!grant) return;
        const orderId = await addOrder(store.database, shopId, grant.shopper_id, { placedAt: at });
        const listCents = 1_000 + random.nextInt(40_000);
        await inTransaction((tx) =>
          cart.redeem(tx, {
            shopId,
            code: grant.code,
            shopperId: grant.shopper_id,
            lines: [{ productId: 'p', quantity: 1, unitPriceCents: listCents }],
            shippingCents: 499,
            orderId,
            now: at,
          }),
        );
      },
      async (at) => {
        const grant = await someGrant();
        if (!grant?.order_id) return;
        await store.database.query(
          'update order_lines set refund_cents = least(list_price_cents, refund_cents + $2), refunded_at = $3 where order_id = $1',
          [grant.order_id, random.nextInt(6_000), at],
        );
        await inTransaction((tx) => cart.reverse(tx, { shopId, orderId: grant.order_id!, now: at }));
      },
      (at) => inTransaction((tx) => expireGrants(tx, at)),
      (at) =>
        inTransaction((tx) => desk.refusePersonalisation(tx, shopId, random.pick(shoppers.slice(0, 2)), at)),
    ];
    for (let round = 0; round < 30; round++) {
      const at = day(round * 3);
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => random.pick(steps)(at)));
      // A grant that somebody else has used or withdrawn meanwhile is a conflict; anything else is a fault.
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
    }

    const { rows } = await store.database.query<Record<string, number>>(
      `select b.limit_cents, b.reserved_cents, b.spent_cents,
       coalesce(sum(l.amount_cents) filter (where l.account = 'reserved:' || b.id), 0)::bigint as reserved_ledger,
       coalesce(sum(l.amount_cents) filter (where l.account = 'spent:' || b.id), 0)::bigint as spent_ledger,
       coalesce(sum(l.amount_cents), 0)::bigint as total,
       (select coalesce(sum(g.reserved_cents), 0)::bigint from grants g
        where g.shop_id = b.shop_id and g.budget_id = b.id and g.state in ('reserved', 'accepted')) as open_grants
     from budgets b left join ledger l on l.shop_id = b.shop_id and l.budget_id = b.id
     where b.shop_id = $1 group by b.shop_id, b.id`,
      [shopId],
    );
    for (const row of rows) {
      expect(row.reserved_ledger).toBe(row.reserved_cents);
      expect(row.spent_ledger).toBe(row.spent_cents);
      expect(row.open_grants).toBe(row.reserved_cents);
      expect(row.total).toBe(0);
      expect(row.reserved_cents! + row.spent_cents!).toBeLessThanOrEqual(row.limit_cents!);
      expect(row.spent_cents).toBeGreaterThanOrEqual(0);
    }
    const kinds = await store.database.query<{ kind: string }>(
      'select distinct kind from ledger where shop_id = $1',
      [shopId],
    );
    expect(kinds.rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reserve', 'redeem', 'void']));
    await inTransaction((tx) => expireGrants(tx, day(400)));
    const open = await store.database.query(
      'select id from budgets where shop_id = $1 and reserved_cents <> 0',
      [shopId],
    );
    expect(open.rows).toEqual([]);
  },
  60_000,
);
