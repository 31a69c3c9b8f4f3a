import { normal, uniform } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import type { DemoProduct } from './build-products.ts';
import type { DemoShopper } from './build-shoppers.ts';
import type { DemoOrder } from './demo-order.ts';
import { annoyedShare, askedShare, hitShare, recentTroubles } from './reviews/recent-troubles.ts';
import { writeReview } from './reviews/write-review.ts';

const day = 86_400_000;
const shareOfLines = 0.09;

export interface DemoReview {
  readonly productId: string;
  readonly shopperId: string;
  readonly rating: number;
  readonly language: Language;
  readonly body: string;
  readonly writtenAt: Date;
}

/** About one delivered line in eleven is reviewed, 2 to 25 days later; of products with a recent trouble more. */
export function buildReviews(
  seed: string,
  shopper: DemoShopper,
  orders: readonly DemoOrder[],
  products: ReadonlyMap<string, DemoProduct>,
  now: Date,
): DemoReview[] {
  const random = new SeededRandom(`${seed}/reviews/${shopper.externalId}`);
  const reviews: DemoReview[] = [];
  for (const order of orders) {
    const deliveredAt = order.shipment?.deliveredAt;
    if (!deliveredAt) continue;
    for (const [index, line] of order.lines.entries()) {
      const trouble = recentTroubles.find(({ productId }) => productId === line.productId);
      const daysAgo = (now.getTime() - deliveredAt.getTime()) / day;
      const hitByTrouble =
        trouble !== undefined &&
        daysAgo <= trouble.fromDays &&
        daysAgo > trouble.toDays &&
        random.next() < hitShare;
      // Who is annoyed writes, and soon.
      if (random.next() >= (hitByTrouble ? annoyedShare : trouble ? askedShare : shareOfLines)) continue;
      const product = products.get(line.productId)!;
      const writtenAt = new Date(deliveredAt.getTime() + uniform(random, 2, hitByTrouble ? 9 : 25) * day);
      const sentBack = order.return?.lines.some(({ lineNo }) => lineNo === index + 1) ?? false;
      const hitByFault = product.truth.fault !== null && (sentBack || random.next() < 0.3);
      const stars =
        product.truth.quality -
        (hitByFault || hitByTrouble ? 1.6 : 0) -
        (order.late ? 0.8 : 0) +
        0.6 * normal(random);
      const rating = Math.min(5, Math.max(1, Math.round(stars)));
      const body = writeReview(random, product, shopper.language, {
        rating,
        hitByFault,
        late: order.late,
        trouble: hitByTrouble ? trouble.phrases : undefined,
      });
      if (writtenAt < now) {
        reviews.push({
          productId: product.id,
          shopperId: shopper.id,
          rating,
          language: shopper.language,
          body,
          writtenAt,
        });
      }
    }
  }
  return reviews;
}
