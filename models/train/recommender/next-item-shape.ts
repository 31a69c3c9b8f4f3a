/** Sizes of a next-item model. */
export interface NextItemShape {
  /** Products that it was trained on. */
  readonly items: number;
  /** The newest so many purchases are looked at. */
  readonly positions: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Width of a block's feed-forward part. */
  readonly inner: number;
  /** Width of the products' text vectors; 0: without text. */
  readonly textWidth: number;
}
