/**
 * Purchase histories in columns, one row a shopper: what BG/NBD and Pareto/NBD need to know of them. Times are in one
 * unit throughout (days, weeks, ...), fractions allowed.
 */
export interface PurchaseHistories {
  /** x: repeat purchases, whole numbers; 0 for somebody who bought once. */
  readonly frequency: Float64Array;
  /** t_x: from the first purchase to the last; 0 where x is 0. */
  readonly recency: Float64Array;
  /** T: from the first purchase to the end of observation. */
  readonly age: Float64Array;
}
