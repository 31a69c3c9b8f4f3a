import { basename, resolve } from 'node:path';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import type { NextItemFacts } from '../../models/registry/open-next-item.ts';
import { writeArtefact } from '../../models/registry/write-artefact.ts';
import type { StoredNextItem } from '../../retention/recommend/next-item-scorer.ts';
import { recommenderCard } from './recommender-card.ts';
import type { RecommenderReport } from './train-recommender.ts';

/** Writes a trained recommender's folder: the model, its products, its report with the curve, manifest and card. */
export function writeRecommender(
  folder: string,
  { artefact, positions, textWidth, products }: StoredNextItem,
  report: RecommenderReport,
  data: { readonly file: string; readonly sha256: string; readonly machine: string },
): ArtefactManifest {
  const name = basename(resolve(folder));
  const facts: NextItemFacts = { positions, textWidth, weight: report.weight, products };
  const { mixed, knn, model } = report.trial;
  return writeArtefact(
    resolve(folder),
    {
      'next-item.onnx': artefact,
      'model.json': `${JSON.stringify(facts)}\n`,
      'report.json': `${JSON.stringify({ ...report, data }, null, 2)}\n`,
    },
    {
      name,
      data: [{ name: data.file, licence: 'its owner’s', rows: report.shoppers }],
      licence: 'of whoever trained it',
      attribution: 'trained by mainstay train recommender',
      metrics: {
        trialShoppers: knn.shoppers,
        ndcg10: mixed!.ndcg10,
        ndcg10Model: model!.ndcg10,
        ndcg10Neighbours: knn.ndcg10,
        hr10: mixed!.hr10,
        hr10Model: model!.hr10,
        hr10Neighbours: knn.hr10,
      },
    },
    recommenderCard(name, report, data),
  );
}
