import { weightedIndex } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { MaturedDraw } from '../../../retention/uplift/trial-from-draws.ts';
import { someFacts } from '../money/draw-world.ts';

export const drawnActions = ['nothing', 'percent', 'perk', 'shipping'] as const;
type Action = (typeof drawnActions)[number];

/** What an action truly brings a shopper above nothing, in cents, cost taken off. */
export type Effect = (action: Action, shopper: { orderCount: number; daysSinceLastOrder: number }) => number;

/** Percentages move newcomers, points move regulars, and either costs money with the others. */
export const twoSegments: Effect = (action, { orderCount }) => {
  if (action === 'percent') return orderCount < 8 ? 900 : -500;
  if (action === 'perk') return orderCount < 8 ? -500 : 800;
  return action === 'shipping' ? -100 : 0;
};
export const noEffect: Effect = () => 0;

/**
 * A shop's draws: what is open differs (a percentage only to whom was not here for a month, shipping to few), so do the
 * probabilities, which lean to one action by the shopper's facts as a serving policy's do. Shoppers come twice.
 */
export function drawnLog(effect: Effect, count: number, seed: string): MaturedDraw[] {
  const random = new SeededRandom(`drawn|${seed}`);
  return Array.from({ length: count }, (_, i) => {
    const orderCount = 1 + random.nextInt(15);
    const daysSinceLastOrder = random.nextInt(200);
    const visits30 = random.nextInt(10);
    const open = drawnActions.filter(
      (action) =>
        !(action === 'percent' && daysSinceLastOrder < 30) && !(action === 'shipping' && visits30 > 3),
    );
    const favourite = visits30 % open.length;
    const chances = open.map((_, a) => 0.4 / open.length + (a === favourite ? 0.6 : 0));
    const at = weightedIndex(random, chances);
    const drawn = open[at]!;
    const buys = random.next() < 0.3 + 0.02 * visits30;
    const noise = buys ? 1_500 + 3_000 * random.next() : 0;
    return {
      shopperId: `s${i >> 1}`,
      facts: { ...someFacts, orderCount, daysSinceLastOrder, visits30 },
      open,
      drawn,
      propensity: chances[at]!,
      marginCents: noise + effect(drawn, { orderCount, daysSinceLastOrder }),
    };
  });
}
