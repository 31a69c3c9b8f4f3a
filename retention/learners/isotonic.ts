/** A rising step function: values at scores, in rising order of both. */
export interface IsotonicFit {
  readonly scores: readonly number[];
  readonly values: readonly number[];
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the rising function of least squared error.
 * @throws RangeError for no rows.
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicFit {
  if (scores.length === 0) throw new RangeError('isotonic regression of no rows');
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const blocks: { from: number; to: number; sum: number; weight: number }[] = [];
  for (let i = 0; i < order.length; ) {
    // Equal scores can only get one value.
    const score = scores[order[i]!]!;
    let [sum, weight] = [0, 0];
    for (; i < order.length && scores[order[i]!]! === score; i++) {
      const own = weights ? weights[order[i]!]! : 1;
      sum += own * targets[order[i]!]!;
      weight += own;
    }
    blocks.push({ from: score, to: score, sum, weight });
    while (blocks.length > 1) {
      const [before, latest] = blocks.slice(-2) as [(typeof blocks)[0], (typeof blocks)[0]];
      if (before.sum * latest.weight < latest.sum * before.weight) break;
      blocks.splice(-2, 2, {
        from: before.from,
        to: latest.to,
        sum: before.sum + latest.sum,
        weight: before.weight + latest.weight,
      });
    }
  }
  const [knots, values]: [number[], number[]] = [[], []];
  for (const { from, to, sum, weight } of blocks)
    for (const score of from === to ? [from] : [from, to]) {
      knots.push(score);
      values.push(sum / weight);
    }
  return { scores: knots, values };
}

/** The fitted value of a score: linear between the known ones, level outside. */
export function isotonicValue({ scores, values }: IsotonicFit, score: number): number {
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scores[middle]! <= score) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return values[0]!;
  if (low === scores.length) return values.at(-1)!;
  const share = (score - scores[low - 1]!) / (scores[low]! - scores[low - 1]!);
  return values[low - 1]! + share * (values[low]! - values[low - 1]!);
}
