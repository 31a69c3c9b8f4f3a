import { SeededRandom } from '../../core/seeded-random.ts';
import type { SlateChoice, SlateInputs } from './recommendation-record.ts';

/**
 * Draws the slots of one slate. Outside the exploration share the candidates stand in order of score; inside it every
 * ordered choice of candidates is equally likely. So, with m candidates and n slots,
 * P(candidate of rank r in slot k) = (1 - share) * [r = k] + share / m, and
 * P(slate) = (1 - share) * [slate is the best one] + share * (m - n)! / m!.
 * Only `inputs` is read: called again with a record's inputs it gives the record's choice.
 */
export function drawSlate(inputs: SlateInputs): SlateChoice {
  const { candidates, explorationShare } = inputs;
  const slots = Math.min(inputs.size, candidates.length);
  const random = new SeededRandom(inputs.seed);
  const explores = random.next() < explorationShare;
  const ranks = candidates.map((_, i) => i);
  const chosen = (explores ? random.shuffle(ranks) : ranks).slice(0, slots);
  const best = chosen.every((rank, slot) => rank === slot);
  return {
    slice: explores ? 'explore' : 'exploit',
    slate: chosen.map((rank, slot) => ({
      productId: candidates[rank]!.productId,
      slot: slot + 1,
      rank: rank + 1,
      propensity: (rank === slot ? 1 - explorationShare : 0) + explorationShare / candidates.length,
    })),
    slatePropensity:
      (best ? 1 - explorationShare : 0) + explorationShare * orderedChoice(candidates.length, slots),
  };
}

/** The seed of a slate: one for each message. */
export function slateSeed(shopId: string, conversationId: string, sequence: number): string {
  return `${shopId}|${conversationId}|${sequence}|recommendation|1`;
}

/** (m - n)! / m!: the probability of one ordered choice of n among m. */
function orderedChoice(m: number, n: number): number {
  let probability = 1;
  for (let i = 0; i < n; i++) probability /= m - i;
  return probability;
}
