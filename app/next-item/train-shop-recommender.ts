import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../../adapters/postgres/database.ts';
import {
  encoderOfProducts,
  type NextItemManifest,
  newestNextItem,
  productTexts,
  saveNextItem,
} from '../../adapters/postgres/next-item-store.ts';
import { shopSequences } from '../../adapters/postgres/shop-sequences.ts';
import type { Clock } from '../../core/clock.ts';
import type { NextItemSettings } from '../../models/train/recommender/next-item-settings.ts';
import type { Progress } from '../progress.ts';
import { type RecommenderReport, trainRecommender } from './train-recommender.ts';

export interface TrainShopRecommender {
  readonly database: Database;
  readonly clock: Clock;
  /** Checkpoints are kept in it, by shop. */
  readonly home: string;
  readonly settings: NextItemSettings;
  readonly progress: Progress;
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/**
 * Trains a shop's next-item model on its own orders and stores it where it is better than neighbours on the shop's own
 * trial; where it is not, that is stored, and no earlier model serves any more. Replicas notice within ten seconds.
 * @throws BadInputError when the history is too short; nothing is stored then.
 */
export async function trainShopRecommender(
  { database, clock, home, settings, ...rest }: TrainShopRecommender,
  shopId: string,
): Promise<{ version: string; report: RecommenderReport }> {
  const now = clock.now();
  const histories = (await shopSequences(database, shopId, now)).map(({ products }) => products);
  const encoder = await encoderOfProducts(database, shopId);
  const texts = encoder === null ? null : await productTexts(database, shopId, encoder);
  const { report, model } = await trainRecommender({
    ...rest,
    histories,
    texts,
    settings,
    folder: join(home, 'training', 'recommender', shopId),
    records: { runs: join(home, 'runs'), name: `recommender-${shopId}`, shopId, clock },
    always: false,
  });
  const artefact = model?.artefact ?? new Uint8Array(0);
  const sha256 = createHash('sha256').update(artefact).digest('hex');
  const dataSha256 = hashOf(histories, encoder);
  const version = `next-item-${now.toISOString().slice(0, 10)}-${(model ? sha256 : dataSha256).slice(0, 8)}`;
  const manifest: NextItemManifest = {
    positions: settings.positions,
    textWidth: model?.textWidth ?? 0,
    products: model?.products ?? [],
    weight: report.weight,
    encoder: model && model.textWidth > 0 ? encoder : null,
    sha256,
    dataSha256,
    report,
  };
  await saveNextItem(database, shopId, { version, manifest, artefact }, now);
  return { version, report };
}

/** Whether anything was bought, or any text read anew, since the shop's newest training. */
export async function hasNewPurchases(database: Database, shopId: string, now: Date): Promise<boolean> {
  const newest = await newestNextItem(database, shopId);
  if (newest === null) return true;
  const histories = (await shopSequences(database, shopId, now)).map(({ products }) => products);
  return newest.dataSha256 !== hashOf(histories, await encoderOfProducts(database, shopId));
}

function hashOf(histories: readonly (readonly string[])[], encoder: string | null): string {
  const hash = createHash('sha256').update(JSON.stringify(encoder));
  for (const products of histories) hash.update(JSON.stringify(products));
  return hash.digest('hex');
}
