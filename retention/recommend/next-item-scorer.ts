/** A product with what a next-item model makes of it. */
export interface NextItemScore {
  readonly productId: string;
  /** Logit: higher is likelier, differences are what counts. */
  readonly score: number;
}

/** A loaded next-item model: what a shopper buys next, told from what they bought, in order of time. */
export interface NextItemScorer {
  /**
   * The likeliest products that are not in the history, best first; none when it knows no product of the history.
   * @param history in order of time.
   */
  score(history: readonly string[], limit: number): Promise<readonly NextItemScore[]>;
  close(): Promise<void>;
}

/** A next-item model as it is stored. */
export interface StoredNextItem {
  readonly artefact: Uint8Array;
  /** The newest so many purchases are looked at. */
  readonly positions: number;
  /** Of the text vectors that it was trained with; 0: without. */
  readonly textWidth: number;
  /** In the order of its vectors. */
  readonly products: readonly string[];
}

/** Opens stored models; the tensors live behind it. */
export interface NextItemRuntime {
  /** @param later products that came after the training, with their text vectors. */
  open(
    stored: StoredNextItem,
    later?: readonly { readonly id: string; readonly vector: Float32Array }[],
  ): Promise<NextItemScorer>;
}
