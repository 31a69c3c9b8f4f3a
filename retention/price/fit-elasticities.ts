import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { priceSpells } from './price-refusal.ts';
import type { ProductWeeks } from './product-weeks.ts';

/** Percent more purchases for one percent more price: below 0 as a rule. */
export interface Elasticity {
  readonly estimate: number;
  readonly standardError: number;
  /** Spells less parameters: of the t distribution that the interval comes from. */
  readonly degreesOfFreedom: number;
}

/**
 * Poisson pseudo maximum likelihood of purchases by product and week,
 *
 *   log E[y_it] = level_i + trend_i t + season_t + elasticity_i log(price_it / mean price_i),
 *
 * with one season a week for all products (Santos Silva and Tenreyro 2006: consistent whatever the variance is).
 * Products and seasons are fitted in turn until neither moves; which is maximum likelihood by block coordinates, as the
 * problem is concave. Standard errors are sandwiches clustered by price spell with the correction G/(G - 1) and
 * G - 3 degrees of freedom; they take the seasons as known, which many products make nearly true.
 * @param products those that `priceRefusal` lets through.
 */
export function fitElasticities(products: readonly ProductWeeks[]): Elasticity[] {
  const weekCount = Math.max(0, ...products.map(({ firstWeek, purchases }) => firstWeek + purchases.length));
  const season = new Float64Array(weekCount);
  const designs = products.map(designOf);
  const coefficients = products.map(({ purchases }) =>
    Float64Array.of(Math.log(Math.max(0.1, meanOf(purchases))), 0, 0),
  );
  // One product alone cannot tell a season from its own price.
  const rounds = products.length >= 5 ? 200 : 1;
  for (let round = 0; round < rounds; round++) {
    for (const [i, product] of products.entries()) fitProduct(product, designs[i]!, season, coefficients[i]!);
    if (rounds === 1) break;
    if (updateSeason(products, designs, season, coefficients) < 1e-6) break;
  }
  return products.map((product, i) => elasticityOf(product, designs[i]!, season, coefficients[i]!));
}

/** Rows of (1, t, log price), t and log price centred; t in years. */
function designOf({ prices }: ProductWeeks): Float64Array {
  const weeks = prices.length;
  const logs = prices.map(Math.log);
  const mean = meanOf(logs);
  const rows = new Float64Array(weeks * 3);
  for (let week = 0; week < weeks; week++)
    rows.set([1, (week - (weeks - 1) / 2) / 52, logs[week]! - mean], week * 3);
  return rows;
}

function fitProduct(
  product: ProductWeeks,
  design: Float64Array,
  season: Float64Array,
  coefficients: Float64Array,
): void {
  for (let step = 0; step < 30; step++) {
    const { gradient, information } = scoreOf(product, design, season, coefficients);
    const move = new CholeskyDecomposition(information).solve(gradient).to1DArray();
    const longest = Math.max(...move.map(Math.abs));
    const damping = longest > 2 ? 2 / longest : 1;
    move.forEach((value, j) => {
      coefficients[j]! += damping * value;
    });
    if (longest < 1e-8) return;
  }
}

function scoreOf(
  { purchases, firstWeek }: ProductWeeks,
  design: Float64Array,
  season: Float64Array,
  coefficients: Float64Array,
): { gradient: Matrix; information: Matrix; residuals: Float64Array } {
  const gradient = Matrix.zeros(3, 1);
  const information = Matrix.zeros(3, 3);
  const residuals = new Float64Array(purchases.length);
  for (let week = 0; week < purchases.length; week++) {
    const mean = Math.exp(season[firstWeek + week]! + dot(design, week, coefficients));
    residuals[week] = purchases[week]! - mean;
    for (let j = 0; j < 3; j++) {
      const x = design[week * 3 + j]!;
      gradient.set(j, 0, gradient.get(j, 0) + residuals[week]! * x);
      for (let k = 0; k < 3; k++)
        information.set(j, k, information.get(j, k) + mean * (x * design[week * 3 + k]!));
    }
  }
  for (let j = 0; j < 3; j++) information.set(j, j, information.get(j, j) + 1e-9);
  return { gradient, information, residuals };
}

/** Each season as its weeks' purchases over what is expected without it; returns the largest change. */
function updateSeason(
  products: readonly ProductWeeks[],
  designs: readonly Float64Array[],
  season: Float64Array,
  coefficients: readonly Float64Array[],
): number {
  const observed = new Float64Array(season.length);
  const expected = new Float64Array(season.length);
  products.forEach(({ purchases, firstWeek }, i) => {
    for (let week = 0; week < purchases.length; week++) {
      observed[firstWeek + week]! += purchases[week]!;
      expected[firstWeek + week]! += Math.exp(dot(designs[i]!, week, coefficients[i]!));
    }
  });
  let largest = 0;
  const next = season.map((now, week) =>
    observed[week]! > 0 ? Math.log(observed[week]! / expected[week]!) : now,
  );
  const shift = meanOf(next);
  next.forEach((value, week) => {
    largest = Math.max(largest, Math.abs(value - shift - season[week]!));
    season[week] = value - shift;
  });
  return largest;
}

function elasticityOf(
  product: ProductWeeks,
  design: Float64Array,
  season: Float64Array,
  coefficients: Float64Array,
): Elasticity {
  const { information, residuals } = scoreOf(product, design, season, coefficients);
  const spells = priceSpells(product.prices);
  const count = spells.at(-1)! + 1;
  const sums = Array.from({ length: count }, () => new Float64Array(3));
  residuals.forEach((residual, week) => {
    for (let j = 0; j < 3; j++) sums[spells[week]!]![j]! += residual * design[week * 3 + j]!;
  });
  const meat = Matrix.zeros(3, 3);
  for (const sum of sums)
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 3; k++) meat.set(j, k, meat.get(j, k) + sum[j]! * sum[k]!);
  const bread = new CholeskyDecomposition(information).solve(Matrix.eye(3));
  const sandwich = bread.mmul(meat).mmul(bread).get(2, 2) * (count / (count - 1));
  // Fewer residuals than chance would leave (a price that moved once) must not look sure: never below Poisson's own.
  const variance = Math.max(sandwich, bread.get(2, 2));
  return {
    estimate: coefficients[2]!,
    standardError: Math.sqrt(variance),
    degreesOfFreedom: Math.max(1, count - 3),
  };
}

function dot(design: Float64Array, week: number, coefficients: Float64Array): number {
  return (
    design[week * 3]! * coefficients[0]! +
    design[week * 3 + 1]! * coefficients[1]! +
    design[week * 3 + 2]! * coefficients[2]!
  );
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
