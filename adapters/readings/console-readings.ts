import type { Clock } from '../../core/clock.ts';
import type { ExperimentFindings, PlanBaseline } from '../../core/contracts/console-experiments.ts';
import type { FairnessPage } from '../../core/contracts/console-policy.ts';
import type { PricesView } from '../../core/contracts/console-prices.ts';
import type { ShopperAtRisk } from '../../core/contracts/console-risk.ts';
import { saveAtRiskList } from '../postgres/at-risk-list.ts';
import type { Database } from '../postgres/database.ts';
import { experimentResults } from '../postgres/experiment-results.ts';
import { fairnessPage } from '../postgres/fairness-counts.ts';
import { type PageReading, PageReadings, type PageWork } from '../postgres/page-readings.ts';
import { planBaseline } from '../postgres/plan-baseline.ts';
import { shopCurrency } from '../postgres/spend.ts';
import { valuableAtRisk } from '../postgres/valuable-at-risk.ts';
import { pricesOfShop } from '../prices/prices-of-shop.ts';
import { type AdsFound, adsOfShop } from '../spend/ads-of-shop.ts';

const dayMs = 86_400_000;

export interface AtRiskFound {
  readonly shoppers: readonly ShopperAtRisk[];
  /** null: no model was trained, the stated prior tells the risk. */
  readonly modelVersion: string | null;
}

export interface ReadingParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Everybody by CLV times risk; left out: risk is told by the stated prior. */
  readonly atRisk?: (shopId: string) => Promise<AtRiskFound>;
  /** What past changes of price say; best not in this thread. Left out: in it. */
  readonly prices?: (shopId: string) => Promise<PricesView>;
  /** What advertising brings; the same. */
  readonly ads?: (shopId: string) => Promise<AdsFound>;
}

/** One page's reading: as stored, or worked out anew. */
export interface Reading<Result> {
  get(): Promise<PageReading<Result>>;
  renew(): Promise<PageReading<Result>>;
}

/** Everything that pages of the console show from a shop's whole past, once a day. */
export class ConsoleReadings {
  readonly #parts: ReadingParts;
  readonly #pages: PageReadings;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
    this.#pages = new PageReadings(parts);
  }

  /** How demand answered prices. */
  prices(shopId: string): Reading<PricesView> {
    const { database, clock, prices } = this.#parts;
    return this.#reading(shopId, 'prices', {
      work: () => (prices ? prices(shopId) : pricesOfShop(database, shopId, clock.now())),
      says: ({ lines }) => lines > 0,
    });
  }

  /** What advertising brings. */
  ads(shopId: string): Reading<AdsFound> {
    const { database, clock, ads } = this.#parts;
    return this.#reading(shopId, 'ads', {
      work: () => (ads ? ads(shopId) : adsOfShop(database, shopId, clock.now())),
      says: ({ history }) => history !== null,
    });
  }

  /** Whether offers reached people alike in the last days. */
  fairness(shopId: string, days: number): Reading<FairnessPage> {
    const { database, clock } = this.#parts;
    return this.#reading(shopId, `fairness|${days}`, {
      work: () => {
        const to = clock.now();
        return fairnessPage(database, { shopId, from: new Date(to.getTime() - days * dayMs), to });
      },
      says: ({ dimensions }) => dimensions.some(({ groups }) => groups.length > 0),
    });
  }

  /** Whom it would cost most to lose; the list itself is then in the database. */
  atRisk(shopId: string): Reading<{ readonly total: number; readonly modelVersion: string | null }> {
    return this.#reading(shopId, 'at-risk', {
      work: async () => {
        const { shoppers, modelVersion } = await this.#findAtRisk(shopId);
        await saveAtRiskList(this.#parts.database, shopId, shoppers);
        return { total: shoppers.length, modelVersion };
      },
      says: ({ total }) => total > 0,
    });
  }

  /** What the next experiment can be planned with. */
  planBaseline(shopId: string): Reading<PlanBaseline> {
    const { database, clock } = this.#parts;
    return this.#reading(shopId, 'experiment-plan', {
      work: () => planBaseline(database, shopId, clock.now()),
      says: ({ margin }) => margin !== null,
    });
  }

  /** What an experiment says, or 'holdout': what personal offers do at all. */
  results(shopId: string, experimentId: string): Reading<ExperimentFindings> {
    const { database, clock } = this.#parts;
    return this.#reading(shopId, `results|${experimentId}`, {
      work: () => experimentResults(database, shopId, experimentId, clock.now()),
      says: ({ verdict }) => verdict.kind !== 'nobody',
    });
  }

  #reading<Result extends object>(shopId: string, page: string, how: PageWork<Result>): Reading<Result> {
    return {
      get: () => this.#pages.get(shopId, page, how),
      renew: () => this.#pages.renew(shopId, page, how),
    };
  }

  async #findAtRisk(shopId: string): Promise<AtRiskFound> {
    const { database, clock, atRisk } = this.#parts;
    if (atRisk) return atRisk(shopId);
    const served = { model: null, currency: await shopCurrency(database, shopId) };
    return {
      shoppers: await valuableAtRisk(database, served, { shopId, now: clock.now() }),
      modelVersion: null,
    };
  }
}
