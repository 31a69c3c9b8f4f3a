/** A named column of numbers; the name is for messages. */
export interface NumberColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** An experiment's data, a row for each shopper, or several rows for one where `units` says whose they are. */
export interface ExperimentRows {
  /** Arm of each row. */
  readonly arms: readonly string[];
  readonly outcome: NumberColumn;
  /** For a ratio: sum of the outcome by sum of this. */
  readonly denominator?: NumberColumn | undefined;
  /** Known before the assignment. */
  readonly covariates: readonly NumberColumn[];
  /** Who was assigned; without it every row is a unit of its own. */
  readonly units?: readonly string[] | undefined;
  /** A kind of shopper, known before the assignment. */
  readonly strata?: readonly string[] | undefined;
}
