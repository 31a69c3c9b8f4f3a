import { readFileSync } from 'node:fs';
import type { Logger } from '../core/logger.ts';
import { hasArtefact, openArtefact } from '../models/registry/open-artefact.ts';
import { VectorScorer } from '../models/runtime/vector-scorer.ts';
import type { TextModels } from '../nlp/text-models.ts';
import type { FusionScorer } from '../retention/churn/fusion/fuse-by-network.ts';

/**
 * The fusion that belongs to the models that serve, opened when it is first asked for and again by other models. None
 * where they bring none, or one of another encoder: the stated rule serves then.
 */
export function fusionOf(
  models: Pick<TextModels, 'root' | 'encoderVersion' | 'modelVersion'>,
  logger: Logger,
): () => Promise<FusionScorer | null> {
  let opened: { readonly version: string; readonly scorer: Promise<FusionScorer | null> } | undefined;
  return () => {
    if (opened?.version !== models.modelVersion)
      opened = {
        version: models.modelVersion,
        scorer: open(models).catch((error: unknown) => {
          logger.warn('the fusion of behaviour and text is not used', { error });
          return null;
        }),
      };
    return opened.scorer;
  };
}

async function open({
  root,
  encoderVersion,
}: Pick<TextModels, 'root' | 'encoderVersion'>): Promise<FusionScorer | null> {
  if (!hasArtefact('fusion', root)) return null;
  const artefact = openArtefact('fusion', root);
  if (artefact.manifest.encoder !== encoderVersion) return null;
  const scorer = await VectorScorer.open(readFileSync(artefact.path('fusion.onnx')));
  return { means: scorer.means, score: (rows) => scorer.score(rows) };
}
