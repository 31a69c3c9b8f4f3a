import { existsSync } from 'node:fs';
import type { ServingKnowledge } from '../adapters/llm/serving-knowledge.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { ModelArtefactError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { type CountedModels, countedModels } from '../nlp/counted-models.ts';
import type { ServingModels } from '../nlp/serving-models.ts';
import { modelVersionIn, type TextModels } from '../nlp/text-models.ts';
import type { Config } from './config.ts';
import { shopIds } from './prepare-shops.ts';

const everyMs = 15_000;

export interface ModelWatchParts {
  readonly config: Pick<Config, 'MODELS_DIR' | 'MODELS_TRIAL_DIR' | 'MODELS_TRIAL_SHARE'>;
  readonly models: ServingModels;
  readonly knowledge: ServingKnowledge;
  readonly database: Database;
  readonly logger: Logger;
  /** Starts the models of a folder. */
  readonly start: (root: string) => Promise<TextModels>;
}

/**
 * Takes new versions from the folders of models while messages are read: opened, held against their checksums, and all
 * passages read by a new encoder, before the first message is. What cannot be taken is told, and the old one serves on.
 */
export class ModelWatch {
  readonly #parts: ModelWatchParts;
  readonly #stopping = new AbortController();
  /** What was found wrong of a folder, so that it is told once and not tried again until it changes. */
  readonly #wrong = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #working = Promise.resolve();

  constructor(parts: ModelWatchParts) {
    this.#parts = parts;
  }

  /** Looks now and every 15 seconds. */
  start(): void {
    const { MODELS_DIR: main, MODELS_TRIAL_DIR: trial } = this.#parts.config;
    if (main === undefined && trial === undefined) return;
    this.#working = this.check().finally(() => {
      if (!this.#stopping.signal.aborted) this.#timer = setTimeout(() => this.start(), everyMs).unref();
    });
  }

  /** Gives up what is being taken. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** Looks once; never throws. */
  async check(): Promise<void> {
    const { MODELS_DIR, MODELS_TRIAL_DIR, MODELS_TRIAL_SHARE: share } = this.#parts.config;
    const { models, knowledge, logger } = this.#parts;
    const main = MODELS_DIR && (await this.#take(MODELS_DIR, [models.modelVersion]));
    if (main) {
      const before = models.modelVersion;
      models.replace(main);
      knowledge.serve(main, models.trial?.models);
      logger.info('other models serve', { before, after: main.modelVersion });
    }
    const onTrial = models.trial?.models.modelVersion;
    if (onTrial !== undefined && (onTrial === models.modelVersion || !existsSync(MODELS_TRIAL_DIR!))) {
      models.tryBeside(null);
      knowledge.serve(models.main);
      logger.info('a trial of models ended', { version: onTrial });
    }
    if (!MODELS_TRIAL_DIR || !existsSync(MODELS_TRIAL_DIR)) return;
    const trial = await this.#take(MODELS_TRIAL_DIR, [models.modelVersion, onTrial]);
    if (!trial) return;
    models.tryBeside({ models: trial, share });
    knowledge.serve(models.main, trial);
    logger.info('models are on trial', { version: trial.modelVersion, share });
  }

  /** The models of a folder, ready to serve; null where they serve already or cannot be taken. */
  async #take(folder: string, serving: readonly (string | undefined)[]): Promise<CountedModels | null> {
    const { start, knowledge, database, logger } = this.#parts;
    let found = 'no version';
    try {
      found = modelVersionIn(folder);
      if (serving.includes(found) || this.#wrong.get(folder) === found) return null;
      const next = countedModels(await start(folder));
      try {
        await knowledge.prepare(next, await shopIds(database), this.#stopping.signal);
      } catch (error) {
        await next.close();
        throw error;
      }
      this.#wrong.delete(folder);
      return next;
    } catch (error) {
      if (this.#stopping.signal.aborted) return null;
      const told = this.#wrong.get(folder) === found;
      // A database that does not answer is asked again; a broken folder is the same until somebody mends it.
      if (error instanceof ModelArtefactError) this.#wrong.set(folder, found);
      if (!told)
        logger.error('models are not taken; those before serve on', { folder, version: found, error });
      return null;
    }
  }
}
