import { exponential, poisson } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { EventKind } from '../../core/words.ts';
import type { ShopperHistory } from './build-orders.ts';
import type { DemoProduct } from './build-products.ts';
import type { DemoShopper } from './build-shoppers.ts';
import type { ProductChooser } from './choose-products.ts';

const day = 86_400_000;
const minute = 60_000;
/** Visits reach back this far, so that a churn model can learn from them. */
const visitDays = 600;
/** What was looked at is kept for this long; before that the visit and its cart alone, as shops thin their logs. */
const detailDays = 90;

export interface DemoEvent {
  readonly shopperId: string | null;
  readonly visitorId: string | null;
  readonly kind: EventKind;
  readonly productId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/**
 * Browsing of the last 600 days, in detail for the last 90 days: the living visit about three times as often as
 * they order, those who left a twentieth of that, and every order comes out of a visit.
 */
export function buildEvents(
  seed: string,
  shopper: DemoShopper,
  history: Pick<ShopperHistory, 'orders' | 'leftAt' | 'looksIn'>,
  chooser: ProductChooser,
  products: ReadonlyMap<string, DemoProduct>,
  now: Date,
): DemoEvent[] {
  const random = new SeededRandom(`${seed}/events/${shopper.externalId}`);
  const start = now.getTime() - visitDays * day;
  const detailedFrom = now.getTime() - detailDays * day;
  const events: DemoEvent[] = [];
  const visit = (at: number, bought: readonly DemoProduct[]) => {
    let moment = at;
    const add = (kind: EventKind, productId: string | null, payload = {}) => {
      const kept = at >= detailedFrom || kind === 'visit' || kind === 'cart_add';
      if (kept && moment < now.getTime())
        events.push({
          shopperId: shopper.id,
          visitorId: null,
          kind,
          productId,
          payload,
          at: new Date(moment),
        });
      moment += (0.2 + exponential(random, 1)) * minute;
    };
    add('visit', null);
    const looked = Array.from({ length: Math.min(poisson(random, 1.4), at < detailedFrom ? 1 : 20) }, () =>
      chooser.choose(random, shopper.truth, at, new Map(), undefined),
    );
    if (looked[0] && random.next() < 0.3)
      add('search', null, { query: searchFor(looked[0], shopper.language) });
    for (const product of [...looked, ...bought]) add('view', product.id);
    if (bought.length === 0 && looked[0] && random.next() < 0.18) {
      add('cart_add', looked[0].id);
      if (random.next() < 0.3) add('cart_remove', looked[0].id);
    }
    for (const product of bought) add('cart_add', product.id);
  };
  for (const order of history.orders) {
    const at = order.placedAt.getTime();
    if (at < start) continue;
    visit(
      at - 20 * minute,
      order.lines.map((line) => products.get(line.productId)!),
    );
    if (at < detailedFrom) continue;
    events.push({
      shopperId: shopper.id,
      visitorId: null,
      kind: 'order',
      productId: null,
      payload: { orderId: order.id },
      at: order.placedAt,
    });
  }
  const lively = 3 * shopper.truth.ratePerDay;
  let at = Math.max(start, shopper.createdAt.getTime());
  for (;;) {
    const left = history.leftAt !== null && history.leftAt.getTime() < at;
    at += exponential(random, left ? lively / 20 : lively) * day;
    if (!(at < now.getTime())) break;
    // They left between two visits: most of what was drawn for a living shopper never happened.
    if (!left && history.leftAt !== null && history.leftAt.getTime() < at && random.next() < 0.95) continue;
    visit(at, []);
  }
  for (const date of history.looksIn ?? []) visit(date.getTime(), []);
  return events;
}

function searchFor(product: DemoProduct, language: 'en' | 'zh'): string {
  if (language === 'zh') return product.name.zh.replace(/（.*/, '');
  return product.name.en.split(', ')[0]!.toLowerCase();
}
