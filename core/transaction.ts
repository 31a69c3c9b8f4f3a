/**
 * A database transaction as the inner folders see it: a token that ports pass on, so that everything one turn
 * writes is committed together. Only adapters/postgres can look inside.
 */
export interface Transaction {
  readonly kind: 'transaction';
}
