import { runApart } from './run-apart.ts';

export interface RecommenderTrainingRequest {
  readonly connectionString: string;
  readonly shopId: string;
  /** Checkpoints are kept in it. */
  readonly home: string;
}

export type RecommenderTrainingOutcome =
  | { readonly state: 'nothing new' }
  | { readonly state: 'stopped' }
  | {
      readonly state: 'trained';
      readonly version: string;
      /** False: neighbours are as good, and serve alone. */
      readonly serves: boolean;
      /** NDCG@10 on the shop's trial. */
      readonly neighbours: number;
      readonly both: number;
      readonly seconds: number;
    };

/**
 * `trainShopRecommender` in a thread of its own, with a connection of its own, where something was bought since.
 * @throws BadInputError when the history is too short.
 */
export function trainRecommenderApart(
  request: RecommenderTrainingRequest,
  signal: AbortSignal,
): Promise<RecommenderTrainingOutcome> {
  return runApart('train-recommender-worker', request, signal);
}
