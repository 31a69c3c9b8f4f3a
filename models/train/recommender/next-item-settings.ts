/** How a next-item model is trained. */
export interface NextItemSettings {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** The newest so many purchases of a shopper are looked at. */
  readonly positions: number;
  readonly dropoutRate: number;
  /** Share of the products whose own vector is left out of a step, so that their text alone must do. Without text: 0. */
  readonly coldRate: number;
  readonly learningRate: number;
  /** Share of the steps. */
  readonly warmUp: number;
  readonly weightDecay: number;
  /** Shoppers of a batch, at most. */
  readonly batchSize: number;
  /** Of the learning rate's way down; a run may end before by its patience. */
  readonly epochs: number;
  /** Epochs without a better figure after which a run ends. */
  readonly patience: number;
  readonly seed: string;
}

/** Kang and McAuley 2018 with the width and dropout that RecBole's configuration for Amazon Beauty uses. */
export const defaultNextItem: NextItemSettings = {
  width: 64,
  layers: 2,
  heads: 2,
  positions: 50,
  dropoutRate: 0.5,
  coldRate: 0.1,
  learningRate: 1e-3,
  warmUp: 0.02,
  weightDecay: 0,
  batchSize: 128,
  epochs: 20,
  patience: 8,
  seed: '1',
};
