/** Where every model has the shape, a or s, that vanishes where nobody leaves. */
export const leavingShape = 2;

/** How a model is called on the command line and in stored fits. */
export type PurchaseModelName = 'bgnbd' | 'mbgnbd' | 'paretonbd';

/**
 * Log likelihood of one shopper: x repeat purchases, the last at t_x, watched until T after the first purchase (any
 * unit of time, the same throughout). `slopes` receives the derivatives by the logarithms of the parameters.
 */
export type RowLikelihood = (
  frequency: number,
  recency: number,
  age: number,
  parameters: ArrayLike<number>,
  slopes: Float64Array,
) => number;

/**
 * A model of repeat purchases while alive and of leaving for good ("buy till you die"). Parameters are positive and
 * come in the order of `parameters`; times are in the unit of the data.
 */
export interface PurchaseModel {
  readonly name: PurchaseModelName;
  /** As a reader of the field writes it. */
  readonly title: string;
  readonly parameters: readonly [string, string, string, string];
  /** Where the parameters that are not times lie in `parameters`: they say how unlike one another shoppers are. */
  readonly shapes: readonly number[];
  /** Which parameter a covariate of leaving acts on, and whether it grows (1) or shrinks (-1) where shoppers leave sooner. */
  readonly leaving: { readonly index: number; readonly direction: 1 | -1 };
  /** Starting points for a data set whose mean age is `meanAge`. */
  starts(meanAge: number): readonly (readonly number[])[];
  /** A function that remembers what equal frequencies share: rows in order of frequency are faster. */
  rowLikelihood(): RowLikelihood;
  /** Probability that the shopper has not left by T. */
  probabilityAlive(parameters: ArrayLike<number>, frequency: number, recency: number, age: number): number;
  /** Expected repeat purchases of a random shopper within `time` of the first purchase. */
  expectedPurchases(parameters: ArrayLike<number>, time: number): number;
  /** Expected purchases within `time` after T of a shopper who is alive then, given their history. */
  expectedWhileAlive(parameters: ArrayLike<number>, frequency: number, age: number, time: number): number;
  /** Probability of exactly `count` repeat purchases of a random shopper within `time` of the first purchase. */
  purchaseProbability(parameters: ArrayLike<number>, count: number, time: number): number;
}
