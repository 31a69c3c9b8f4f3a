/** Why a row, or one value of it, was left out. */
export interface RowFault {
  readonly line: number;
  /** Theirs; null: the row as a whole. */
  readonly column: string | null;
  readonly value: string;
  readonly reason: string;
}
