import { groupBy } from '../../../core/group-by.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { World } from '../../../retention/laboratory/world.ts';
import { nature } from '../../../retention/laboratory/world.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import type { RuleEngine } from '../../../retention/rules/rule-engine.ts';
import { jdmOf } from '../../../retention/rules/rule-table.ts';
import { clientOf } from '../../postgres/database.ts';
import { publishRules } from '../../postgres/money-rules.ts';
import { bookedOrders } from '../booked-orders.ts';
import { drawLaboratoryProducts } from '../laboratory-products.ts';
import { buildLaboratoryWorld } from '../laboratory-world.ts';
import { campaignOffers, campaignRow, type PastDraw, PastDraws } from './past-draws.ts';
import { factsAtDraws } from './past-facts.ts';
import { type ShopOrder, shopOrders } from './shop-orders.ts';
import { writeCampaign } from './write-campaign.ts';
import { writeConversations } from './write-conversations.ts';
import { type LoadedShop, writePurchases } from './write-purchases.ts';
import { writeTruths } from './write-truths.ts';

export interface LaboratoryShopOptions {
  readonly world: World;
  readonly shoppers: number;
  /** At most so many, the latest ones. */
  readonly conversations: number;
  readonly engine: RuleEngine;
  readonly onProgress: (share: number, what: string) => void;
}

/** Rows that were written. */
export type LoadedCounts = Readonly<
  Record<'shoppers' | 'products' | 'orders' | 'draws' | 'grants' | 'conversations' | 'messages', number>
>;

/**
 * Lives the past of a laboratory world and writes it into a shop that was just made: empty, with its money seeded, its
 * zone UTC. Everything is in the caller's transaction.
 */
export async function loadLaboratoryShop(
  tx: Transaction,
  shop: LoadedShop,
  { world, shoppers, conversations, engine, onProgress }: LaboratoryShopOptions,
): Promise<LoadedCounts> {
  onProgress(0, 'living the past');
  const campaign = new PastDraws(shop.id, shop.dayZero);
  const built = buildLaboratoryWorld(shop.seed, world, shoppers, conversations, campaign);
  const products = drawLaboratoryProducts(shop.seed, built.past.prices);
  const histories = [...built.histories.values()];
  const orders = shopOrders(
    shop.id,
    shop.seed,
    bookedOrders(shop.seed, histories, products),
    campaign.draws,
    shop.dayZero.getTime(),
  );
  onProgress(0.15, 'orders');
  const rulesVersion = await prepareMoney(tx, shop.id, engine);
  await writePurchases(tx, shop, { products, histories, orders }, (share, what) =>
    onProgress(0.15 + 0.3 * share, what),
  );
  // Averages are read from these rows next: without knowing of them the planner would join them one by one.
  await clientOf(tx).query('analyze orders, order_lines');
  const draws = knownDraws(shop, built.histories.values(), orders, campaign.draws);
  await writeCampaign(tx, shop, { draws, orders, holdouts: campaign.holdouts, rulesVersion }, (share) =>
    onProgress(0.45 + 0.4 * share, 'the campaign'),
  );
  await writeConversations(tx, shop, built.conversations, (share) =>
    onProgress(0.85 + 0.1 * share, 'conversations'),
  );
  onProgress(0.95, 'the truth');
  await writeTruths(tx, shop, world, products, built);
  return {
    shoppers: histories.length,
    products: products.length,
    orders: orders.length,
    draws: draws.length,
    grants: draws.filter(({ choice }) => choice.action !== 'nothing').length,
    conversations: built.conversations.length,
    messages: built.conversations.reduce((sum, { messages }) => sum + messages.length, 0),
  };
}

/**
 * The margin rate of the world, offers as long as a period, and the campaign's own eligibility table between the shop's.
 * @returns the version of the campaign's table.
 */
async function prepareMoney(tx: Transaction, shopId: string, engine: RuleEngine): Promise<number> {
  const client = clientOf(tx);
  await client.query('update shops set margin_rate = $2 where id = $1', [shopId, nature.marginRate]);
  await client.query(`update offers set validity_days = $2 where shop_id = $1 and kind = 'percent'`, [
    shopId,
    nature.periodDays,
  ]);
  const table = jdmOf({
    hitPolicy: 'collect',
    inputs: [{ id: 'orders', name: 'Orders', field: 'orderCount' }],
    rows: [
      {
        id: campaignRow.rowId,
        description: campaignRow.description,
        cells: { orders: '' },
        offerIds: campaignOffers.map(({ id }) => id),
      },
    ],
  });
  const { version } = await publishRules(tx, shopId, table, engine);
  await publishRules(tx, shopId, defaultRules(), engine);
  return version;
}

/** Every draw with the facts of its moment, in order of time. */
function knownDraws(
  shop: LoadedShop,
  histories: Iterable<Parameters<typeof factsAtDraws>[1]>,
  orders: readonly ShopOrder[],
  draws: readonly PastDraw[],
) {
  const ordersOf = groupBy(orders, ({ shopper }) => shopper.index);
  const drawsOf = groupBy(draws, ({ shopper }) => shopper.index);
  const known = [...histories].flatMap((history) => {
    const { index } = history.shopper;
    const own = drawsOf.get(index) ?? [];
    const facts = factsAtDraws(shop, history, ordersOf.get(index) ?? [], own, nature.marginRate);
    return own.map((draw, i) => ({ ...draw, facts: facts[i]! }));
  });
  return known.sort((a, b) => a.day - b.day || a.shopper.index - b.shopper.index);
}
