import { expect, test } from 'vitest';
import type { LaboratoryOrder } from '../../../retention/laboratory/account.ts';
import { drawLatentShoppers } from '../../../retention/laboratory/latent-shopper.ts';
import { Life } from '../../../retention/laboratory/life.ts';
import { drawOccasions } from '../../../retention/laboratory/occasions.ts';
import { drawPricePath } from '../../../retention/laboratory/price-path.ts';
import { type WorldName, worlds } from '../../../retention/laboratory/world.ts';

const seed = 'lives';
const prices = drawPricePath(seed, 400);
const shoppers = drawLatentShoppers(seed, 1_500);

/** Orders by shopper from day 0 on, when everybody gets that percentage on day 0. */
function ordersAfter(name: WorldName, percent: number): LaboratoryOrder[][] {
  return shoppers.map((shopper) => {
    const life = new Life(shopper, drawOccasions(seed, shopper, 400));
    const orders: LaboratoryOrder[] = [];
    life.liveUntil(worlds[name], prices, 0);
    if (percent > 0) life.give(worlds[name], 0, percent);
    life.liveUntil(worlds[name], prices, 360, { order: (_, order) => orders.push(order) });
    return orders;
  });
}

const within = (orders: readonly LaboratoryOrder[][], from: number, to: number) =>
  orders.flat().filter(({ day }) => day >= from && day < to).length;

test('the same seed gives the same lives, order for order', () => {
  expect(ordersAfter('heterogeneous', 10)).toEqual(ordersAfter('heterogeneous', 10));
});

test('an offer adds purchases to those that come anyway and takes none away at first', () => {
  const without = ordersAfter('heterogeneous', 0);
  const under = ordersAfter('heterogeneous', 10);
  shoppers.forEach((_, i) => {
    const first = without[i]![0];
    if (first) expect(under[i]![0]!.day).toBeLessThanOrEqual(first.day);
  });
  expect(within(under, 0, 30)).toBeGreaterThan(1.1 * within(without, 0, 30));
});

test('where offers have no effect they change what is paid and nothing else', () => {
  const without = ordersAfter('zero-effect', 0);
  const under = ordersAfter('zero-effect', 10);
  expect(under.map((orders) => orders.map(({ day }) => day))).toEqual(
    without.map((orders) => orders.map(({ day }) => day)),
  );
  const discounts = (orders: readonly LaboratoryOrder[][]) =>
    orders.flat().reduce((sum, { discountCents }) => sum + discountCents, 0);
  expect(discounts(under)).toBeGreaterThan(discounts(without));
});

test('where purchases are pulled forward the year ends with hardly more of them', () => {
  const added = (name: WorldName, to: number) =>
    within(ordersAfter(name, 10), 0, to) - within(ordersAfter(name, 0), 0, to);
  expect(added('pulled-forward', 30)).toBeGreaterThan(30);
  expect(added('pulled-forward', 360)).toBeLessThan(0.3 * added('pulled-forward', 30));
  expect(added('heterogeneous', 360)).toBeGreaterThan(0.6 * added('heterogeneous', 30));
});

test('a copy lives on by itself', () => {
  const life = new Life(shoppers[0]!, drawOccasions(seed, shoppers[0]!, 400));
  life.liveUntil(worlds.heterogeneous, prices, -200);
  const before = life.account.factsAt(-200);
  life.copy().liveUntil(worlds.heterogeneous, prices, 100);
  expect(life.account.factsAt(-200)).toEqual(before);
});
