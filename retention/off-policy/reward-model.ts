import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** What a reward model is fitted on; rows of weight 0 do not count. */
export interface RewardRows {
  readonly rowCount: number;
  readonly actionCount: number;
  /** [rowCount, width], standardised. */
  readonly context: Float64Array;
  readonly width: number;
  readonly action: Int32Array;
  readonly reward: Float64Array;
}

export interface RewardModelShape {
  /** Logistic for rewards of 0 and 1, else linear. */
  readonly link: 'logit' | 'identity';
  /** An action changes the level alone, or also what the context means. */
  readonly effects: 'additive' | 'interactions';
  /** L2 penalty on everything but the common intercept. */
  readonly penalty: number;
}

/** E[reward | x, a] = link(x * (common + own_a)) with x beginning with 1. */
export interface RewardModel {
  readonly common: Float64Array;
  /** [actionCount, own width]: the first entries of x, 1 of them for additive effects. */
  readonly own: Float64Array;
  readonly ownWidth: number;
  readonly link: RewardModelShape['link'];
}

/**
 * Penalised maximum likelihood by Newton's method: a model for all actions and, on top, one of its own for each, which
 * the penalty pulls towards the common one; actions with few rows stay close to it. The Hessian is an arrow (own
 * blocks, joined by the common one), solved by block elimination in time linear in the number of actions.
 * @param weights how often each row counts.
 * @param from where to start and when to stop; absent: from zero until it stands still. A bootstrap sample starts from
 * the fit of all rows and needs few steps.
 */
export function fitRewardModel(
  rows: RewardRows,
  weights: Float64Array,
  shape: RewardModelShape,
  from?: { readonly model: RewardModel; readonly steps: number; readonly tolerance: number },
): RewardModel {
  const size = rows.width + 1;
  const ownWidth = shape.effects === 'interactions' ? size : 1;
  const common = from ? from.model.common.slice() : new Float64Array(size);
  const own = from ? from.model.own.slice() : new Float64Array(rows.actionCount * ownWidth);
  const steps = from?.steps ?? (shape.link === 'identity' ? 1 : 50);
  for (let step = 0; step < steps; step++) {
    const longest = newtonStep(rows, weights, shape, { common, own, ownWidth, link: shape.link });
    if (longest < (from?.tolerance ?? 1e-7)) break;
  }
  return { common, own, ownWidth, link: shape.link };
}

/** Moves the model by one step; returns its longest coordinate. */
function newtonStep(
  rows: RewardRows,
  weights: Float64Array,
  { link, penalty }: RewardModelShape,
  model: RewardModel,
): number {
  const { width, context, actionCount } = rows;
  const { common, own, ownWidth } = model;
  const size = width + 1;
  const gradients = new Float64Array(actionCount * size);
  const hessians = new Float64Array(actionCount * size * size);
  const x = new Float64Array(size);
  x[0] = 1;
  for (let row = 0; row < rows.rowCount; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    const action = rows.action[row]!;
    for (let j = 0; j < width; j++) x[j + 1] = context[row * width + j]!;
    const mean = meanOf(model, x, action);
    const residual = weight * (rows.reward[row]! - mean);
    const curvature = link === 'logit' ? weight * Math.max(1e-9, mean * (1 - mean)) : weight;
    const g = action * size;
    const h = action * size * size;
    for (let j = 0; j < size; j++) {
      gradients[g + j]! += residual * x[j]!;
      const scaled = curvature * x[j]!;
      for (let k = 0; k <= j; k++) hessians[h + j * size + k]! += scaled * x[k]!;
    }
  }
  const gradient = new Matrix(size, 1);
  const left = Matrix.zeros(size, size);
  const blocks = Array.from({ length: actionCount }, (_, a) => {
    const full = new Matrix(size, size);
    const part = new Matrix(size, 1);
    for (let j = 0; j < size; j++) {
      part.set(j, 0, gradients[a * size + j]!);
      for (let k = 0; k <= j; k++) {
        const value = hessians[a * size * size + j * size + k]!;
        full.set(j, k, value);
        full.set(k, j, value);
      }
    }
    left.add(full);
    gradient.add(part);
    const cross = full.subMatrix(0, size - 1, 0, ownWidth - 1);
    const ownPart = part.subMatrix(0, ownWidth - 1, 0, 0);
    const ownHessian = full.subMatrix(0, ownWidth - 1, 0, ownWidth - 1);
    for (let j = 0; j < ownWidth; j++) {
      ownHessian.set(j, j, ownHessian.get(j, j) + penalty);
      ownPart.set(j, 0, ownPart.get(j, 0) - penalty * own[a * ownWidth + j]!);
    }
    return { cross, ownPart, solver: new CholeskyDecomposition(ownHessian) };
  });
  for (let j = 0; j < size; j++) {
    // The intercept carries next to no penalty: enough that an empty sample has a solution.
    const own = j === 0 ? 1e-9 : penalty;
    left.set(j, j, left.get(j, j) + own);
    gradient.set(j, 0, gradient.get(j, 0) - own * common[j]!);
  }
  for (const { cross, ownPart, solver } of blocks) {
    left.sub(cross.mmul(solver.solve(cross.transpose())));
    gradient.sub(cross.mmul(solver.solve(ownPart)));
  }
  // Rounding leaves the two triangles apart by a last digit.
  const symmetric = Matrix.add(left, left.transpose()).mul(0.5);
  const move = new CholeskyDecomposition(symmetric).solve(gradient);
  const ownMoves = blocks.map(({ cross, ownPart, solver }) =>
    solver.solve(Matrix.sub(ownPart, cross.transpose().mmul(move))),
  );
  const longest = Math.max(...[move, ...ownMoves].map((part) => Matrix.abs(part).max()));
  const damping = link === 'logit' && longest > 5 ? 5 / longest : 1;
  for (let j = 0; j < size; j++) common[j]! += damping * move.get(j, 0);
  ownMoves.forEach((part, a) => {
    for (let j = 0; j < ownWidth; j++) own[a * ownWidth + j]! += damping * part.get(j, 0);
  });
  return longest;
}

/** E[reward | x, action]; x begins with 1. */
export function meanOf(
  { common, own, ownWidth, link }: RewardModel,
  x: Float64Array,
  action: number,
): number {
  let sum = 0;
  for (let j = 0; j < common.length; j++) sum += common[j]! * x[j]!;
  for (let j = 0; j < ownWidth; j++) sum += own[action * ownWidth + j]! * x[j]!;
  return link === 'logit' ? 1 / (1 + Math.exp(-sum)) : sum;
}
