import type { NextItemProducts, NextItemScore } from './next-item-session.ts';

/** What a model's session is opened with. */
export interface NextItemModel {
  readonly bytes: Uint8Array;
  readonly positions: number;
  /** Of its text vectors; 0: it has none. */
  readonly textWidth: number;
  readonly products: NextItemProducts;
}

/** To the thread; each is answered by its id, in any order. */
export type NextItemRequest = { readonly id: number } & (
  | { readonly kind: 'open'; readonly model: NextItemModel }
  | {
      readonly kind: 'score';
      /** The id that the model was opened by. */
      readonly opened: number;
      readonly history: readonly string[];
      readonly limit: number;
    }
  | { readonly kind: 'close'; readonly opened: number }
);

/** From the thread: the scores of a `score`, nothing for the others, or why not. */
export type NextItemAnswer = { readonly id: number } & (
  | { readonly scores: readonly NextItemScore[] }
  | { readonly reason: string }
);
