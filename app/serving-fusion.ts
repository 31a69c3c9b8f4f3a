import { readFileSync } from 'node:fs';
import type { Logger } from '../core/logger.ts';
import { hasArtefact, openArtefact } from '../models/registry/open-artefact.ts';
import { VectorScorer } from '../models/runtime/vector-scorer.ts';
import type { TextModels } from '../nlp/text-models.ts';
import type { FusionScorer } from '../retention/churn/fusion/fuse-by-network.ts';

type Models = Pick<TextModels, 'root' | 'encoderVersion' | 'modelVersion'>;

/**
 * The fusion that belongs to the models that serve, opened when it is first asked for and again by other models. None
 * where they bring none, or one of another encoder: the stated rule serves then.
 */
export class ServingFusion {
  readonly #models: Models;
  readonly #logger: Logger;
  #opened: { readonly version: string; readonly scorer: Promise<VectorScorer | null> } | null = null;
  /** Replaced ones: closed with the last, since a call may still be running on one. */
  readonly #retired: Promise<VectorScorer | null>[] = [];

  constructor(models: Models, logger: Logger) {
    this.#models = models;
    this.#logger = logger;
  }

  current(): Promise<FusionScorer | null> {
    const version = this.#models.modelVersion;
    if (this.#opened?.version !== version) {
      if (this.#opened) this.#retired.push(this.#opened.scorer);
      this.#opened = { version, scorer: this.#open() };
    }
    return this.#opened.scorer;
  }

  async close(): Promise<void> {
    const scorers = [...this.#retired.splice(0), ...(this.#opened ? [this.#opened.scorer] : [])];
    this.#opened = null;
    await Promise.all(scorers.map(async (scorer) => (await scorer)?.close()));
  }

  async #open(): Promise<VectorScorer | null> {
    const { root, encoderVersion } = this.#models;
    try {
      if (!hasArtefact('fusion', root)) return null;
      const artefact = openArtefact('fusion', root);
      if (artefact.manifest.encoder !== encoderVersion) return null;
      return await VectorScorer.open(readFileSync(artefact.path('fusion.onnx')));
    } catch (error) {
      this.#logger.warn('the fusion of behaviour and text is not used', { error });
      return null;
    }
  }
}
