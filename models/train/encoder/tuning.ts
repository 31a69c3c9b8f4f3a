/** The linear layers of a BERT layer that a low-rank update may go to. */
export const loraTargets = ['query', 'key', 'value', 'attention', 'intermediate', 'output'] as const;
export type LoraTarget = (typeof loraTargets)[number];

/** What of an encoder is trained. */
export type Tuning =
  /** Nothing but the head. */
  | { readonly method: 'head' }
  /** Low-rank updates of frozen matrices (Hu et al. 2021): W + alpha / rank * A B. */
  | {
      readonly method: 'lora';
      readonly rank: number;
      readonly alpha: number;
      readonly targets: readonly LoraTarget[];
    }
  /** Two small layers with a bottleneck behind each block (Houlsby et al. 2019). */
  | { readonly method: 'adapters'; readonly bottleneck: number }
  /** Every matrix, bias and norm of the layers; the word table too when asked. */
  | { readonly method: 'full'; readonly words: boolean };
