/** A whole file in memory, column by column, as text; for analyses whose rows fit there (a few million fields). */
export interface Table {
  /** As given by the user, for messages. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** One list a column, in the order of `columns`; each has `rowCount` values. */
  readonly values: readonly (readonly string[])[];
  /** Line of every row in the file, 1-based, the header's line counted. */
  readonly lines: readonly number[];
}
