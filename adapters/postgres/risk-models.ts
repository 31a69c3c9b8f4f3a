import { createHash } from 'node:crypto';
import { ModelArtefactError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import { unknownFeatures } from '../../retention/churn/churn-model.ts';
import type { ChurnRuntime, ChurnScorer } from '../../retention/churn/churn-scorer.ts';
import { clientOf, type Queryable } from './database.ts';
import { type ChurnManifest, loadChurnModel, newestChurnVersion } from './risk-model-store.ts';

export interface ServedRiskModel {
  /** Null: none was trained yet, or the newest one cannot be read. */
  readonly model: { version: string; manifest: ChurnManifest; scorer: ChurnScorer } | null;
  readonly currency: string;
}

interface Kept {
  served: ServedRiskModel;
  version: string | null;
  checkedAt: number;
}

/** How long the newest version is believed before it is asked for again; another process may have trained one. */
const believedMs = 10_000;

/** Every shop's newest churn model, opened once. */
export class RiskModels {
  readonly #runtime: ChurnRuntime;
  readonly #logger: Logger;
  readonly #kept = new Map<string, Kept>();
  /** Replaced models: closed with the rest, since a call may still be running on one. */
  readonly #retired: ChurnScorer[] = [];

  constructor(options: { runtime: ChurnRuntime; logger: Logger }) {
    this.#runtime = options.runtime;
    this.#logger = options.logger;
  }

  async forShop(tx: Transaction, shopId: string, now: Date): Promise<ServedRiskModel> {
    const kept = this.#kept.get(shopId);
    // `now` may be the start of a period long ago: that is no reason to ask again and again.
    if (kept && now.getTime() - kept.checkedAt < believedMs) return kept.served;
    const client = clientOf(tx);
    const version = await newestChurnVersion(client, shopId);
    if (kept && kept.version === version) {
      kept.checkedAt = now.getTime();
      return kept.served;
    }
    const served = {
      model: await this.#open(client, shopId, version),
      currency: await currencyOf(client, shopId),
    };
    if (kept?.served.model) this.#retired.push(kept.served.model.scorer);
    this.#kept.set(shopId, { served, version, checkedAt: now.getTime() });
    return served;
  }

  forget(shopId: string): void {
    const kept = this.#kept.get(shopId);
    if (kept) kept.checkedAt = Number.NEGATIVE_INFINITY;
  }

  async close(): Promise<void> {
    const open = [...this.#kept.values()].flatMap(({ served }) => served.model?.scorer ?? []);
    this.#kept.clear();
    await Promise.all([...open, ...this.#retired.splice(0)].map((scorer) => scorer.close()));
  }

  /** A model that cannot be read must not stop shoppers from being served: the stated prior takes its place. */
  async #open(client: Queryable, shopId: string, version: string | null): Promise<ServedRiskModel['model']> {
    if (version === null) return null;
    try {
      const stored = await loadChurnModel(client, shopId, version);
      if (!stored) return null;
      const { manifest, artefact } = stored;
      if (createHash('sha256').update(artefact).digest('hex') !== manifest.sha256)
        throw new ModelArtefactError(
          `the stored churn model ${version} of shop "${shopId}" is not the one its manifest names: run mainstay train churn --shop ${shopId}`,
        );
      const unknown = unknownFeatures(manifest.model);
      if (unknown.length > 0)
        throw new ModelArtefactError(
          `the stored churn model ${version} of shop "${shopId}" reads ${unknown.join(', ')}, which this version does not compute: run mainstay train churn --shop ${shopId}`,
        );
      return { version, manifest, scorer: await this.#runtime.open(artefact) };
    } catch (error) {
      this.#logger.error('the churn model cannot be used, its stated prior serves instead', {
        shopId,
        version,
        reason: (error as Error).message,
      });
      return null;
    }
  }
}

async function currencyOf(client: Queryable, shopId: string): Promise<string> {
  const { rows } = await client.query<{ currency: string }>('select currency from shops where id = $1', [
    shopId,
  ]);
  return rows[0]?.currency ?? 'EUR';
}
