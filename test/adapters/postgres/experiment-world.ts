import type { Database } from '../../../adapters/postgres/database.ts';
import { normal } from '../../../core/distributions.ts';
import { newId } from '../../../core/ids.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { now } from './money-world.ts';

const dayMs = 86_400_000;

export async function assign(
  database: Database,
  shopId: string,
  shopperId: string,
  arm: string,
  at: Date,
  experiment = 'money-policy',
): Promise<void> {
  await database.query(
    'insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at) values ($1, $2, $3, $4, $5)',
    [shopId, experiment, shopperId, arm, at],
  );
}

export interface FilledShopper {
  readonly arm: string;
  /** Over 90 days, minor units. */
  readonly margin: number;
  /** In the year before. */
  readonly before: number;
}

/**
 * Shoppers assigned 92 to 112 days ago, half to each arm, every one with an order before and one after of which half
 * is margin; the second arm earns `effectCents` more.
 */
export async function fillExperiment(
  database: Database,
  shopId: string,
  world: {
    shoppers: number;
    effectCents: number;
    experiment?: string;
    arms?: readonly [string, string];
    /** Chance to opt out by arm. */
    optOuts?: Readonly<Record<string, number>>;
  },
): Promise<FilledShopper[]> {
  const random = new SeededRandom(`fill ${shopId}`);
  const arms = world.arms ?? ['single-best', 'value-weighted'];
  const shoppers = Array.from({ length: world.shoppers }, (_, i) => {
    const arm = arms[i % 2]!;
    const usual = Math.max(500, 6_000 + 2_000 * normal(random));
    const before = Math.round(usual + 500 * normal(random));
    const margin =
      Math.round(usual + 1_500 * normal(random) + (arm === arms[1] ? world.effectCents : 0)) + 10_000;
    const out = random.next() < (world.optOuts?.[arm] ?? 0);
    const at = new Date(now.getTime() - (92 + (i % 20)) * dayMs);
    return { id: newId(), arm, before, margin, out, at };
  });
  const list = <T>(of: (shopper: (typeof shoppers)[number]) => T) => shoppers.map(of);
  const ids = list(({ id }) => id);
  await database.query('insert into shoppers (shop_id, id, created_at) select $1, unnest($2::uuid[]), $3', [
    shopId,
    ids,
    new Date(now.getTime() - 700 * dayMs),
  ]);
  await database.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at)
     select $1, $2, * from unnest($3::uuid[], $4::text[], $5::timestamptz[])`,
    [shopId, world.experiment ?? 'money-policy', ids, list(({ arm }) => arm), list(({ at }) => at)],
  );
  for (const [days, marginOf] of [
    [-30, list(({ before }) => before)],
    [10, list(({ margin }) => margin)],
  ] as const) {
    const orders = ids.map(() => newId());
    await database.query(
      `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency)
       select $1, o, o::text, s, at, 'delivered', 'EUR' from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as each (o, s, at)`,
      [shopId, orders, ids, list(({ at }) => new Date(at.getTime() + days * dayMs))],
    );
    await database.query(
      `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, unit_cost_cents)
       select $1, o, 1, 'p', 1, 2 * m, m from unnest($2::uuid[], $3::integer[]) as each (o, m)`,
      [shopId, orders, marginOf],
    );
  }
  const out = shoppers.filter((shopper) => shopper.out);
  await database.query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at)
     select $1, i, s, 'outreach_email', false, 'w', at from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as each (i, s, at)`,
    [
      shopId,
      out.map(() => newId()),
      out.map(({ id }) => id),
      out.map(({ at }) => new Date(at.getTime() + 3 * dayMs)),
    ],
  );
  // As autovacuum does in a shop that grows: without statistics the planner reads whole tables for each shopper.
  await database.query('analyze shoppers, orders, order_lines, assignments, consents');
  return shoppers.map(({ arm, margin, before }) => ({ arm, margin, before }));
}
