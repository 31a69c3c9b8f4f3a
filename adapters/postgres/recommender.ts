import type { Recommendation, Recommender } from '../../bot/ports/recommender.ts';
import { newId } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import { drawSlate, slateSeed } from '../../retention/recommend/draw-slate.ts';
import type { NextItemRuntime } from '../../retention/recommend/next-item-scorer.ts';
import { nextItemShares, nextItemsLookedAt } from '../../retention/recommend/next-item-shares.ts';
import { type Evidence, rankCandidates } from '../../retention/recommend/rank-candidates.ts';
import type {
  RecommendationCandidate,
  RecommendationRecord,
} from '../../retention/recommend/recommendation-record.ts';
import { clientOf, type Database } from './database.ts';
import { NextItemModels } from './next-item-models.ts';
import { RecommendIndexes } from './recommend-indexes.ts';

/** Names how candidates are found and scored, with the version of a model that took part; logged with every slate. */
export const recommendationEngine = 'item-knn-1';
/** Ranked before stock is asked for; some of them will be sold out. */
const rankedBeforeStock = 60;
/** The same when a price limit will take most of them. */
const rankedBeforePrice = 600;
/** Whoever has bought a product within this time is not shown it again. */
const justBoughtDays = 180;

/**
 * Recommendations on Postgres: the index of what sells together is kept in memory, a next-item model is asked where the
 * shop has one, the shopper's own history and the stock are read live, every slate is logged with the probability of
 * each slot.
 */
export class PostgresRecommender implements Recommender {
  readonly #indexes: RecommendIndexes;
  readonly #models: NextItemModels | null;
  readonly #explorationShare: number;
  readonly #logger: Logger;

  constructor(options: {
    database: Database;
    logger: Logger;
    /** Left out: neighbours alone recommend. */
    nextItem?: NextItemRuntime;
    explorationShare?: number;
  }) {
    this.#indexes = new RecommendIndexes(options);
    const { nextItem: runtime } = options;
    this.#models = runtime ? new NextItemModels({ ...options, runtime }) : null;
    this.#explorationShare = options.explorationShare ?? 0.1;
    this.#logger = options.logger;
  }

  async recommend(
    tx: Transaction,
    request: Parameters<Recommender['recommend']>[1],
  ): Promise<Recommendation> {
    const { shopId, shopperId, now } = request;
    const knowledge = await this.#indexes.forShop(shopId, now, clientOf(tx));
    const history = shopperId ? await historyOf(tx, shopId, shopperId, now) : noHistory;
    const expected = await this.#expectedNext(shopId, history.bought, now);
    const ranked = rankCandidates(knowledge, {
      evidence: history.evidence,
      ...(expected && { next: expected }),
      excluded: new Set([...history.excluded, ...(request.without ?? [])]),
      limit: request.maximumPriceCents === undefined ? rankedBeforeStock : rankedBeforePrice,
      ...(request.category === undefined ? {} : { category: request.category }),
      ...(request.queryVector === undefined ? {} : { queryVector: request.queryVector }),
      ...(request.like === undefined ? {} : { like: request.like }),
      ...(request.found === undefined ? {} : { found: request.found }),
    });
    const inStock = await available(tx, shopId, ranked, request.maximumPriceCents);
    // Who asks for a lamp is not shown a notebook for the sake of learning.
    const asked = inStock.filter(({ source }) => source === 'asked');
    const pool = asked.length >= request.size ? asked : inStock;
    const inputs = {
      seed: slateSeed(shopId, request.conversationId ?? request.occasion ?? '', request.sequence),
      size: request.size,
      explorationShare: this.#explorationShare,
      candidates: pool.slice(0, Math.max(10, 2 * request.size)),
    };
    const record: RecommendationRecord = {
      version: 1,
      kind: 'recommendation',
      engine: expected ? `${recommendationEngine}+${expected.version}` : recommendationEngine,
      shopId,
      shopperId,
      inputs,
      choice: drawSlate(inputs),
    };
    const decisionId = await saveSlate(tx, record, request);
    const reasons = new Map(inputs.candidates.map(({ productId, reason }) => [productId, reason]));
    return {
      decisionId,
      items: record.choice.slate.map(({ productId, slot, propensity }) => ({
        productId,
        rank: slot,
        propensity,
        reason: reasons.get(productId)!,
      })),
    };
  }

  /** Builds a shop's index anew: at start, after an import, and once a day as a job. */
  async refresh(shopId: string, now: Date): Promise<void> {
    await Promise.all([this.#indexes.rebuild(shopId, now), this.#models?.refresh(shopId, now)]);
  }

  /** What the shop's model expects after these purchases; null where there is none, or it does not answer in time. */
  async #expectedNext(
    shopId: string,
    bought: readonly string[],
    now: Date,
  ): Promise<{ shares: ReadonlyMap<string, number>; weight: number; version: string } | null> {
    const served = bought.length > 0 ? this.#models?.forShop(shopId, now) : null;
    if (!served) return null;
    const { version, weight, scorer } = served;
    try {
      return { shares: nextItemShares(await scorer.score(bought, nextItemsLookedAt)), weight, version };
    } catch (error) {
      this.#models?.forget(shopId);
      this.#logger.warn('a next-item model did not answer, neighbours recommend alone', {
        shopId,
        version,
        reason: (error as Error).message,
      });
      return null;
    }
  }
}

interface History {
  readonly evidence: readonly Evidence[];
  /** Each product once, in order of time. */
  readonly bought: readonly string[];
  readonly excluded: ReadonlySet<string>;
}

const noHistory: History = { evidence: [], bought: [], excluded: new Set() };

/** What the shopper bought, looked at lately, and has in the cart: live, in one query. */
async function historyOf(tx: Transaction, shopId: string, shopperId: string, now: Date): Promise<History> {
  const { rows } = await clientOf(tx).query<{
    kind: 'bought' | 'viewed' | 'cart';
    product_id: string;
    ago: number;
    line_no: number;
    recent: boolean;
  }>({
    name: 'recommend-history',
    text: `with same as (select id from shoppers where shop_id = $1 and (id = $2 or merged_into = $2)),
       latest as (
         select id, placed_at, row_number() over (order by placed_at desc, id desc) - 1 as ago
         from orders where shop_id = $1 and shopper_id in (select id from same) and state <> 'cancelled'
           and placed_at <= $3
         order by placed_at desc, id desc limit 50),
       seen as (
         select product_id, row_number() over (order by max(occurred_at) desc) - 1 as ago
         from events where shop_id = $1 and shopper_id in (select id from same) and product_id is not null
           and kind in ('view', 'cart_add') and occurred_at <= $3 and occurred_at > $3::timestamptz - interval '30 days'
         group by product_id order by max(occurred_at) desc limit 20)
     select 'bought' as kind, l.product_id, o.ago, l.line_no, o.placed_at > $3::timestamptz - make_interval(days => $4) as recent
     from latest o join order_lines l on l.shop_id = $1 and l.order_id = o.id
     union all select 'viewed', product_id, ago, 0, false from seen
     union all select 'cart', line->>'productId', 0, 0, true
       from carts c, jsonb_array_elements(c.lines) line
       where c.shop_id = $1 and c.shopper_id in (select id from same)`,
    values: [shopId, shopperId, now, justBoughtDays],
  });
  return {
    evidence: rows.map(({ kind, product_id, ago }) => ({
      productId: product_id,
      kind: kind === 'bought' ? 'bought' : 'viewed',
      ago,
    })),
    bought: [
      ...new Set(
        rows
          .filter(({ kind }) => kind === 'bought')
          .sort((a, b) => b.ago - a.ago || a.line_no - b.line_no)
          .map(({ product_id }) => product_id),
      ),
    ],
    excluded: new Set(rows.filter(({ recent }) => recent).map(({ product_id }) => product_id)),
  };
}

async function available(
  tx: Transaction,
  shopId: string,
  candidates: readonly RecommendationCandidate[],
  maximumPriceCents: number | undefined,
): Promise<RecommendationCandidate[]> {
  const { rows } = await clientOf(tx).query<{ id: string }>({
    name: 'recommend-available',
    text: `select id from products where shop_id = $1 and id = any($2::text[]) and active
      and (stock > 0 or not stock_counted)
      and ($3::integer is null or price_cents <= $3)`,
    values: [shopId, candidates.map(({ productId }) => productId), maximumPriceCents ?? null],
  });
  const ids = new Set(rows.map(({ id }) => id));
  return candidates.filter(({ productId }) => ids.has(productId));
}

async function saveSlate(
  tx: Transaction,
  record: RecommendationRecord,
  request: { conversationId: string | null; sequence: number; now: Date },
): Promise<string> {
  const id = newId();
  const first = record.choice.slate[0];
  await clientOf(tx).query(
    `insert into decisions (shop_id, id, kind, shopper_id, conversation_id, sequence, slice, policy_version, action,
       propensity, record, created_at)
     values ($1, $2, 'recommendation', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      record.shopId,
      id,
      record.shopperId,
      request.conversationId,
      request.sequence,
      record.choice.slice,
      record.engine,
      first?.productId ?? 'nothing',
      Math.min(1, first?.propensity ?? 1),
      JSON.stringify(record),
      request.now,
    ],
  );
  return id;
}
