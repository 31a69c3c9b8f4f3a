import { withFloor } from '../policy/with-floor.ts';
import { probabilityBest } from './probability-best.ts';

export interface BanditSettings {
  /** No arm gets less; 0 to 1 / arms. */
  readonly floor: number;
  /** Top-two sampling gives the leader this chance and else asks for the best of the others; 1 is Thompson sampling. */
  readonly leaderShare?: number;
}

/**
 * Shares of the next period's shoppers by top-two Thompson sampling (Russo, COLT 2016), in closed form: Thompson
 * sampling draws arm k with its probability p_k to be best; top-two draws again until another arm comes with
 * probability 1 - leaderShare, which has the chance p_k / (1 - p_j) after leader j. Shares of a period are published
 * before it starts and floored, so that every arm can still be estimated, weighted by its share (see docs/science).
 * @param arms posterior mean and standard deviation of each; an arm without data has a wide prior.
 */
export function banditShares(
  arms: readonly { readonly mean: number; readonly sd: number }[],
  { floor, leaderShare = 0.5 }: BanditSettings,
): { probabilityBest: number[]; shares: number[] } {
  const best = probabilityBest(arms);
  const shares = best.map((own, k) =>
    arms.length === 1
      ? 1
      : leaderShare * own +
        (1 - leaderShare) *
          best.reduce((sum, leader, j) => (j === k ? sum : sum + afterLeader(best, leader, j, k)), 0),
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  return {
    probabilityBest: best,
    shares: withFloor(
      shares.map((share) => share / total),
      floor,
    ),
  };
}

/** Chance that j leads and k is the best of the others. */
function afterLeader(best: readonly number[], leader: number, j: number, k: number): number {
  const others = best.reduce((sum, value, i) => (i === j ? sum : sum + value), 0);
  // An arm that is surely best leaves nothing to tell the others apart: they share alike.
  return others > 1e-12 ? (leader * best[k]!) / others : leader / (best.length - 1);
}
