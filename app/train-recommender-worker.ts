import { Database } from '../adapters/postgres/database.ts';
import { systemClock } from '../core/clock.ts';
import { defaultNextItem } from '../models/train/recommender/next-item-settings.ts';
import { answerApart } from './answer-apart.ts';
import { hasNewPurchases, trainShopRecommender } from './next-item/train-shop-recommender.ts';
import { noProgress } from './progress.ts';
import type { RecommenderTrainingOutcome, RecommenderTrainingRequest } from './train-recommender-apart.ts';

/** Entry of the thread that `trainRecommenderApart` starts. */
await answerApart(
  async (
    { connectionString, shopId, home }: RecommenderTrainingRequest,
    signal,
  ): Promise<RecommenderTrainingOutcome> => {
    const database = new Database({ connectionString, maxConnections: 1 });
    try {
      if (!(await hasNewPurchases(database, shopId, systemClock.now()))) return { state: 'nothing new' };
      const { version, report } = await trainShopRecommender(
        { database, clock: systemClock, home, settings: defaultNextItem, progress: noProgress, signal },
        shopId,
      );
      const { serves, seconds, trial } = report;
      const [neighbours, both] = [trial.knn.ndcg10, trial.mixed!.ndcg10];
      return { state: 'trained', version, serves, neighbours, both, seconds };
    } catch (error) {
      if (signal.aborted) return { state: 'stopped' };
      throw error;
    } finally {
      await database.close();
    }
  },
);
