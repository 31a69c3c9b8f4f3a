/** One question and the action on each side of it, or one action for all. */
export interface Stump {
  readonly sum: number;
  /** -1: no cut, the left action for all. */
  readonly feature: number;
  readonly code: number;
  readonly left: number;
  readonly right: number;
}

/** An action for all rows of a leaf, and the sum of its scores there. */
interface Best {
  readonly action: number;
  readonly sum: number;
}

/** Rows, and sums of every action's scores, of so many bins. */
export function zeros(size: number, actions: number): Float64Array {
  return new Float64Array(size * (actions + 1));
}

/** The best cut of one column by its bins' sums, or one action for all of them. */
export function bestStump(
  sums: Float64Array,
  size: number,
  actions: number,
  feature: number,
  minLeafRows: number,
): Stump {
  const stride = actions + 1;
  const total = new Float64Array(stride);
  for (let i = 0; i < sums.length; i++) total[i % stride]! += sums[i]!;
  if (total[0]! < minLeafRows) return noStump();
  const whole = bestAction(total);
  let best: Stump = { sum: whole.sum, feature: -1, code: 0, left: whole.action, right: whole.action };
  const left = new Float64Array(stride);
  const right = total.slice();
  for (let code = 0; code < size - 1; code++) {
    for (let k = 0; k < stride; k++) {
      left[k]! += sums[code * stride + k]!;
      right[k]! -= sums[code * stride + k]!;
    }
    if (left[0]! < minLeafRows) continue;
    if (right[0]! < minLeafRows) break;
    const [a, b] = [bestAction(left), bestAction(right)];
    if (a.action !== b.action && a.sum + b.sum > best.sum)
      best = { sum: a.sum + b.sum, feature, code, left: a.action, right: b.action };
  }
  return best;
}

function bestAction(sums: Float64Array): Best {
  let action = 0;
  for (let k = 1; k < sums.length - 1; k++) if (sums[k + 1]! > sums[action + 1]!) action = k;
  return { action, sum: sums[action + 1]! };
}

export function noStump(): Stump {
  return { sum: Number.NEGATIVE_INFINITY, feature: -1, code: 0, left: 0, right: 0 };
}
