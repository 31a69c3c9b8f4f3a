/** What the page Reviews keeps in its address. */
export interface ReviewSearch {
  readonly days?: string;
  readonly category?: string;
  readonly product?: string;
  readonly aspect?: string;
  /** The pain point that is open: scope, id and aspect as a JSON list. */
  readonly open?: string;
  readonly phrase?: string;
  /** Which reviews are listed: all, or one sentiment. */
  readonly feeling?: string;
}
