import type { LinearScore, TreesScore } from '../policy/portable-policy.ts';

/** A fitted function of the inputs. */
export interface Fitted {
  /** @param columns every row of the trial; @param rows those asked for. @returns one value for each asked row. */
  predict(columns: readonly Float64Array[], rows: Uint32Array): Float64Array;
  /** The same function in the form that policy files hold. */
  readonly form:
    | { readonly kind: 'linear'; readonly score: LinearScore }
    | { readonly kind: 'trees'; readonly score: TreesScore };
}

/** Fits the mean of targets given inputs on some of the rows. */
export type Regressor = (
  columns: readonly Float64Array[],
  /** Of every row; only those of `rows` are read. */
  targets: Float64Array,
  rows: Uint32Array,
) => Fitted;
