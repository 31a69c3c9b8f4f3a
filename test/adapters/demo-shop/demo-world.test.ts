import { describe, expect, test } from 'vitest';
import { buildDemoWorld } from '../../../adapters/demo-shop/build-demo-world.ts';
import { demoSettings } from '../../../adapters/demo-shop/demo-settings.ts';
import { PastPrices } from '../../../adapters/demo-shop/past-prices.ts';
import { personas } from '../../../adapters/demo-shop/personas.ts';
import { paidForLine } from '../../../core/order-amounts.ts';
import { suggestPrices } from '../../../retention/price/suggest-prices.ts';

const now = new Date('2026-03-18T10:30:00Z');
const day = 86_400_000;
const world = buildDemoWorld('a seed', now, 1_500);
const chinese = /\p{Script=Han}/u;
const shopperOf = (externalId: string) =>
  world.shoppers.find((shopper) => shopper.externalId === externalId)!;
const ordersOf = (externalId: string) =>
  world.orders.filter((order) => order.shopperId === shopperOf(externalId).id);

test('the same seed and moment make the same world, another seed another one', () => {
  const small = (seed: string) => JSON.stringify(buildDemoWorld(seed, now, 40));
  expect(small('one')).toBe(small('one'));
  expect(small('one')).not.toBe(small('two'));
});

describe('the assortment', () => {
  test('has at least 300 products in 8 categories, each with its own id and names', () => {
    expect(world.products.length).toBeGreaterThanOrEqual(300);
    expect(new Set(world.products.map(({ category }) => category)).size).toBe(8);
    for (const key of ['en', 'zh'] as const)
      expect(new Set(world.products.map(({ name }) => name[key])).size).toBe(world.products.length);
    expect(new Set(world.products.map(({ id }) => id)).size).toBe(world.products.length);
  });

  test('speaks both languages everywhere', () => {
    for (const { name, description, attributes } of world.products) {
      for (const text of [name, description]) {
        expect(text.en).not.toMatch(chinese);
        expect(text.zh).toMatch(chinese);
      }
      for (const value of Object.values(attributes)) {
        expect(value.en).not.toMatch(chinese);
        // Words that were left English would be letters in a row; units and bulb sockets are not.
        expect(value.zh.replace(/USB|max|gsm|XXL|XS|XL/g, '')).not.toMatch(/[a-z]{3}/);
      }
    }
    for (const { title, body } of world.articles) {
      expect(`${title.en}${body.en}`).not.toMatch(chinese);
      expect(title.zh).toMatch(chinese);
      expect(body.zh).toMatch(chinese);
    }
  });

  test('earns something on every product', () => {
    for (const { priceCents, unitCostCents } of world.products) {
      expect(unitCostCents).toBeGreaterThan(0);
      expect(unitCostCents).toBeLessThan(priceCents / 1.2);
    }
  });

  test('has a drawing without scripts for every product, at least 3 kinds a category', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { category, typeId, picture } of world.products) {
      expect(picture).toMatch(/^<svg xmlns=.*<\/svg>$/s);
      expect(picture).not.toMatch(/<script|\son\w+=|undefined|NaN/);
      kinds.set(category, (kinds.get(category) ?? new Set()).add(typeId));
    }
    for (const types of kinds.values()) expect(types.size).toBeGreaterThanOrEqual(3);
  });
});

describe('FAQ, policies and promotions', () => {
  test('are many enough', () => {
    const count = (kind: string) => world.articles.filter((article) => article.kind === kind).length;
    expect(count('faq')).toBeGreaterThanOrEqual(25);
    expect(count('policy')).toBeGreaterThanOrEqual(8);
  });

  test('say what the settings do', () => {
    const body = (id: string) => world.articles.find((article) => article.id === id)!.body;
    for (const language of ['en', 'zh'] as const) {
      expect(body('policy-returns')[language]).toContain(`${demoSettings.returnDays} `);
      expect(body('policy-delivery')[language]).toContain(`£${demoSettings.shipping.freeFromCents / 100}`);
      for (const { feeCents, workingDays } of Object.values(demoSettings.shipping.countries)) {
        expect(body('policy-delivery')[language]).toContain(`£${(feeCents / 100).toFixed(2)}`);
        expect(body('policy-delivery')[language]).toMatch(
          new RegExp(`${workingDays[0]} (to|至) ${workingDays[1]}`),
        );
      }
      expect(body('policy-loyalty')[language]).toContain(`${demoSettings.loyalty.freeShippingFromPoints} `);
    }
  });

  test('hold a code that works now and one that has ended', () => {
    const codes = world.promotions.filter(({ code }) => code !== null);
    const running = codes.filter(({ startsAt, endsAt }) => startsAt <= now && (!endsAt || endsAt > now));
    expect(running.map(({ code }) => code)).toEqual(expect.arrayContaining(['STUDENT5', 'SPRING10']));
    expect(codes.some(({ endsAt }) => endsAt && endsAt <= now)).toBe(true);
  });
});

describe('orders', () => {
  test('are numbered in order of time with eight digits from 10400000', () => {
    expect(world.orders[0]!.number).toBe('10400000');
    for (const [index, order] of world.orders.entries()) {
      expect(order.number).toBe(String(10_400_000 + index));
      if (index > 0) expect(order.placedAt >= world.orders[index - 1]!.placedAt).toBe(true);
      expect(order.placedAt < now).toBe(true);
      expect(order.placedAt.getTime()).toBeGreaterThan(now.getTime() - 731 * day);
    }
  });

  test('cost what was shown: prices less the code, tax contained', () => {
    const prices = new PastPrices('a seed', world.products, now);
    for (const order of world.orders) {
      for (const line of order.lines) {
        const shownCents = prices.priceAt({ id: line.productId }, order.placedAt.getTime()) * line.quantity;
        const paidCents = paidForLine(line, line.quantity);
        const percent = order.code === null ? 0 : order.code === 'STUDENT5' ? 5 : 10;
        expect(Math.abs(paidCents - shownCents * (1 - percent / 100))).toBeLessThanOrEqual(0.5);
        for (const cents of Object.values(line)) if (typeof cents === 'number') expect(cents % 1).toBe(0);
        expect(line.refundCents).toBeLessThanOrEqual(
          line.listPriceCents * line.quantity - line.discountCents,
        );
      }
    }
  });

  test('are in a state that their parcel and the calendar agree with', () => {
    for (const { state, shipment, cancelledAt, placedAt } of world.orders) {
      if (state === 'cancelled') {
        expect(shipment).toBeNull();
        expect(cancelledAt!.getTime()).toBeGreaterThan(placedAt.getTime());
        continue;
      }
      expect(cancelledAt).toBeNull();
      expect(state === 'delivered').toBe(shipment!.state === 'delivered');
      expect(state === 'placed' || state === 'packed').toBe(shipment!.state === 'preparing');
      expect(shipment!.deliveredAt !== null).toBe(state === 'delivered');
      expect(shipment!.shippedAt === null).toBe(shipment!.state === 'preparing');
      const times = [placedAt, shipment!.shippedAt, shipment!.deliveredAt, now].filter((at) => at !== null);
      expect(times).toEqual([...times].sort((a, b) => a.getTime() - b.getTime()));
      expect(shipment!.history.every(({ at }) => at <= now)).toBe(true);
    }
  });

  test('come back only after they were delivered, and refunds only with a return or a lost parcel', () => {
    for (const order of world.orders) {
      if (order.return) expect(order.return.openedAt > order.shipment!.deliveredAt!).toBe(true);
      const refunded = order.lines.filter(({ refundCents }) => refundCents > 0);
      for (const line of refunded) {
        const lineNo = order.lines.indexOf(line) + 1;
        const sentBack =
          order.return?.state === 'refunded' && order.return.lines.some((part) => part.lineNo === lineNo);
        expect(sentBack || order.shipment?.state === 'lost').toBe(true);
        expect(line.refundedAt! < now).toBe(true);
      }
    }
  });

  test('stop for good when the truth says so', () => {
    const last = new Map(world.orders.map((order) => [order.shopperId, order.placedAt.getTime()]));
    const left = world.shoppers.filter(({ leftAt }) => leftAt !== null);
    expect(left.length).toBeGreaterThan(300);
    for (const { id, leftAt } of left) expect(last.get(id)).toBe(leftAt!.getTime());
  });

  test('follow the planted rates: living shoppers order about as often as their rate says', () => {
    const counts = new Map<string, number>();
    for (const { shopperId } of world.orders) counts.set(shopperId, (counts.get(shopperId) ?? 0) + 1);
    let expected = 0;
    let seen = 0;
    for (const { id, externalId, leftAt, truth, createdAt } of world.shoppers) {
      const orders = counts.get(id) ?? 0;
      if (orders === 0 || leftAt !== null || externalId.startsWith('demo-')) continue;
      expected += (truth.ratePerDay * (now.getTime() - createdAt.getTime())) / day;
      seen += orders - 1;
    }
    // Sales lift the rate a little; those who left are out of both sums, which favours the slow ones.
    expect(seen / expected).toBeGreaterThan(0.5);
    expect(seen / expected).toBeLessThan(1.2);
  });
});

test('reviews are in the language of their writer, written after delivery, and differ', () => {
  expect(world.reviews.length).toBeGreaterThan(300);
  const bodies = new Set(world.reviews.map(({ body }) => body));
  expect(bodies.size).toBeGreaterThan(world.reviews.length * 0.6);
  for (const { language, body, rating, writtenAt } of world.reviews) {
    if (language === 'zh') expect(body).toMatch(chinese);
    else expect(body).not.toMatch(chinese);
    expect(rating).toBeGreaterThanOrEqual(1);
    expect(rating).toBeLessThanOrEqual(5);
    expect(writtenAt < now).toBe(true);
  }
});

test('products with a planted fault are sent back more and rated lower', () => {
  const faulty = new Set(world.products.filter(({ truth }) => truth.fault !== null).map(({ id }) => id));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ratings = (withFault: boolean) =>
    mean(
      world.reviews
        .filter(({ productId }) => faulty.has(productId) === withFault)
        .map(({ rating }) => rating),
    );
  expect(ratings(true)).toBeLessThan(ratings(false) - 0.5);
});

describe('prices', () => {
  const prices = new PastPrices('a seed', world.products, now);

  test('are today’s for the last month, and have moved before for two thirds of the products', () => {
    const moved = world.products.filter((product) => {
      for (let ago = 0; ago <= 35; ago++)
        expect(prices.priceAt(product, now.getTime() - ago * day + 1)).toBe(product.priceCents);
      const past = new Set(
        Array.from({ length: 104 }, (_, w) => prices.priceAt(product, now.getTime() - w * 7 * day)),
      );
      for (const cents of past) expect(cents).toBeGreaterThan(product.unitCostCents);
      return past.size > 1;
    });
    expect(moved.length / world.products.length).toBeGreaterThan(0.55);
    expect(moved.length / world.products.length).toBeLessThan(0.75);
  });

  test('are answered by demand, product by product, so that the page finds something and refuses the rest', () => {
    const whole = buildDemoWorld('harbour-and-hearth', now);
    const lines = whole.orders.flatMap(({ lines, placedAt, state }) =>
      state === 'cancelled'
        ? []
        : lines.map((line) => ({
            product: line.productId,
            at: placedAt.getTime(),
            quantity: line.quantity,
            unitPrice: paidForLine({ ...line, discountCents: 0 }, line.quantity) / line.quantity,
            unitCost: line.unitCostCents,
          })),
    );
    const { products, answered, suggested } = suggestPrices(lines, 0.5);
    const elasticity = new Map(whole.products.map(({ id, truth }) => [id, truth.priceElasticity]));
    const found = products.flatMap(({ product, own }) =>
      own ? [[elasticity.get(product)!, -own.estimate] as const] : [],
    );
    // Told apart by the products' own weeks, those that answer more and less by their truth.
    const mean = (side: (true_: number) => boolean) => {
      const own = found.filter(([true_]) => side(true_));
      return own.reduce((sum, [, estimate]) => sum + estimate, 0) / own.length;
    };
    expect(mean((true_) => true_ > 2.5)).toBeGreaterThan(mean((true_) => true_ < 1.5) + 0.5);
    expect(answered).toBeGreaterThan(100);
    expect(suggested).toBeGreaterThan(0);
    expect(products.filter(({ refusal }) => refusal?.code === 'price_never_moved').length).toBeGreaterThan(
      40,
    );
    expect(products.filter(({ refusal }) => refusal?.code === 'many_prices')).toEqual([]);
  });
});

describe('personas', () => {
  test('exist as shoppers, but for the anonymous one', () => {
    for (const { externalId, name } of personas)
      if (externalId !== null) expect(shopperOf(externalId).name).toBe(name);
    expect(personas.filter(({ externalId }) => externalId === null)).toHaveLength(1);
  });

  test.each(['demo-loyal', 'demo-loyal-zh'])(
    '%s can cancel one order, track one and return one',
    (externalId) => {
      const [third, second, first] = ordersOf(externalId).slice(-3);
      expect(first!.state).toBe('placed');
      expect(second!.shipment!.state).toBe('in_transit');
      expect(third!.state).toBe('delivered');
      const daysSince = (now.getTime() - third!.shipment!.deliveredAt!.getTime()) / day;
      expect(daysSince).toBeLessThan(demoSettings.returnDays);
      expect(ordersOf(externalId).length).toBeGreaterThan(12);
    },
  );

  test.each(['demo-late', 'demo-late-zh'])('%s waits for a parcel that should be there', (externalId) => {
    const order = ordersOf(externalId).at(-1)!;
    expect(order.shipment!.state).toBe('delayed');
    expect(order.shipment!.promisedAt < now).toBe(true);
  });

  test('the drifting ones bought often and not for long; the new ones never', () => {
    for (const externalId of ['demo-drifting', 'demo-drifting-zh']) {
      const orders = ordersOf(externalId);
      expect(orders.length).toBeGreaterThanOrEqual(10);
      const lastOrder = orders.at(-1)!.placedAt.getTime();
      expect(now.getTime() - lastOrder).toBeGreaterThan(120 * day);
      // Somebody who is never seen again has gone; a drifting one still looks in.
      const { id } = shopperOf(externalId);
      const visits = world.events.filter(({ shopperId, kind }) => shopperId === id && kind === 'visit');
      for (let from = lastOrder + day; from < now.getTime() - 35 * day; from += 35 * day)
        expect(visits.some(({ at }) => at.getTime() > from && at.getTime() <= from + 35 * day)).toBe(true);
    }
    expect(ordersOf('demo-new')).toEqual([]);
    expect(ordersOf('demo-new-zh')).toEqual([]);
  });
});
