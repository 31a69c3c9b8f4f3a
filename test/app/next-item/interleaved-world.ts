import { SeededRandom } from '../../../core/seeded-random.ts';

/**
 * Shoppers who work through two series at once, a piece of the one and a piece of the other in turn: what comes next is
 * the piece after the last but one. Neighbours take the piece after the last as well.
 */
export function interleavedWorld(
  shoppers: number,
  seed: string,
  { pieces = 40, longest = 10 } = {},
): string[][] {
  const random = new SeededRandom(seed);
  return Array.from({ length: shoppers }, () => {
    const length = 4 + random.nextInt(longest - 3);
    const first = random.nextInt(pieces);
    // Far enough that the series do not meet.
    const second = (first + longest + random.nextInt(pieces - 2 * longest)) % pieces;
    return Array.from(
      { length },
      (_, i) => `piece-${((i % 2 === 0 ? first : second) + Math.floor(i / 2)) % pieces}`,
    );
  });
}
