import type { Database } from '../../../adapters/postgres/database.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import type { AccountFacts } from '../../../retention/facts.ts';
import { addCrowd, addOrder, addShop, daysBefore, decideRequest, engine } from './money-world.ts';

const desk = new PostgresMoneyDesk({ rules: engine });
/** The period of `now` and the time for its returns are over. */
export const afterReturns = daysBefore(-28);

/** A shop whose draws are mostly by chance, so that few shoppers show much. */
export async function drawnShop(database: Database, shopId: string, size: number): Promise<void> {
  await addShop(database, shopId, { armBudgetCents: 2_000_000 });
  const shoppers = await addCrowd(database, shopId, size);
  await database.query(
    'update money_settings set uniform_share = 0.5, explore_share = 0.3 where shop_id = $1',
    [shopId],
  );
  await drawAll(database, shopId, shoppers);
}

/** Everybody writes once, one after another: each draw moves the budget that the next one sees, so every run draws alike. */
export async function drawAll(
  database: Database,
  shopId: string,
  shoppers: readonly string[],
  at?: Date,
): Promise<void> {
  for (const id of shoppers)
    await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, id, at)));
}

/** Orders some days after the draws, by what was drawn, the shopper's facts and their place in the order of ids. */
export async function orderAfterDraws(
  database: Database,
  shopId: string,
  buys: (action: string, i: number, facts: AccountFacts) => boolean,
): Promise<void> {
  const { rows } = await database.query<{ shopper_id: string; action: string; facts: AccountFacts }>(
    `select shopper_id, action, record #> '{inputs,facts}' as facts from decisions where shop_id = $1 order by shopper_id`,
    [shopId],
  );
  for (const [i, { shopper_id, action, facts }] of rows.entries())
    if (buys(action, i, facts))
      await addOrder(database, shopId, shopper_id, {
        placedAt: daysBefore(-2),
        listCents: 9_000,
        unitCostCents: 3_000,
      });
}
