import { randomBytes } from 'node:crypto';
import type { GrantView, MoneyDecision, MoneyDesk, PublicPromotion } from '../../bot/ports/money.ts';
import { ConfigurationError, ConflictError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AccountFacts } from '../../retention/facts.ts';
import { codeBytes, codeFrom } from '../../retention/money/code.ts';
import { drawMoney } from '../../retention/money/draw-money.ts';
import type { MoneyDecisionRecord, Reservation } from '../../retention/money/money-decision-record.ts';
import { type MoneyMetrics, noMoneyMetrics } from '../../retention/money/money-metrics.ts';
import { type Period, periodOf } from '../../retention/money/period.ts';
import { noticeFor } from '../../retention/notices/notice-for.ts';
import { nothing, type Offer } from '../../retention/offers/offer.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { clientOf } from './database.ts';
import { loadMoneyContext, type MoneyContext } from './money-context.ts';
import { logDecision } from './money-decisions.ts';
import { drawInputs } from './money-draw-inputs.ts';
import type { BehaviouralRiskAt } from './money-facts.ts';
import {
  type GrantRow,
  grantColumns,
  insertGrant,
  liveGrantsOf,
  lockGrant,
  sameShopper,
  setGrantState,
  viewOf,
} from './money-grants.ts';
import { release, reserve } from './money-ledger.ts';
import { OffersCache } from './money-offers-cache.ts';
import { PostgresOutcomeRecorder } from './money-outcomes.ts';
import { currentPromotions } from './money-promotions.ts';
import { EligibilityRules } from './money-rules-cache.ts';

type DecideRequest = Parameters<MoneyDesk['decide']>[1];

interface DrawnBefore {
  drawn_id: string;
  slice: MoneyDecision['slice'];
  action: string;
  facts: AccountFacts;
  rules_version: number;
  /** Of the grant's offer; null without a grant. */
  offer_active: boolean | null;
  live_rules_version: number | null;
  grant: GrantRow | null;
}

/**
 * Money in a turn, on Postgres. A period's decision goes: none -> drawn (once) -> and its grant, if any,
 * reserved -> accepted -> redeemed, or void (declined, or no longer eligible before it was accepted), or expired.
 */
export class PostgresMoneyDesk implements MoneyDesk {
  readonly #rules: EligibilityRules;
  readonly #offers = new OffersCache();
  readonly #riskAt: BehaviouralRiskAt | undefined;
  readonly #metrics: MoneyMetrics;
  readonly #newCode: () => string;
  readonly #outcomes = new PostgresOutcomeRecorder();

  constructor(options: {
    rules: RuleEngine;
    behaviouralRiskAt?: BehaviouralRiskAt;
    metrics?: MoneyMetrics;
    /** For tests; by default 60 bits from the operating system. */
    newCode?: () => string;
  }) {
    this.#rules = new EligibilityRules(options.rules);
    this.#riskAt = options.behaviouralRiskAt;
    this.#metrics = options.metrics ?? noMoneyMetrics;
    this.#newCode = options.newCode ?? (() => codeFrom(randomBytes(codeBytes)));
  }

  async decide(tx: Transaction, request: DecideRequest): Promise<MoneyDecision | null> {
    if (!request.identityVerified) return null;
    const context = await loadMoneyContext(tx, request.shopId, request.shopperId);
    if (context.personalisationRefused) return null;
    const before = await this.#drawnBefore(tx, context, request.now);
    if (before) return this.#standing(tx, context, before, request.now);

    // One at a time per shopper: whoever waited here finds the other's draw.
    await clientOf(tx).query('select 1 from shoppers where shop_id = $1 and id = $2 for no key update', [
      context.shopId,
      context.shopperId,
    ]);
    const meanwhile = await this.#drawnBefore(tx, context, request.now);
    if (meanwhile) return this.#standing(tx, context, meanwhile, request.now);
    return this.#draw(tx, context, periodOf(request.now, context.timeZone), request);
  }

  async liveGrants(
    tx: Transaction,
    shopId: string,
    shopperId: string,
    now: Date,
  ): Promise<readonly GrantView[]> {
    return (await liveGrantsOf(tx, shopId, shopperId, now)).map((row) => viewOf(row, now));
  }

  /** @throws NotFoundError when it is not this shopper's; ConflictError when it can no longer be used. */
  async accept(
    tx: Transaction,
    shopId: string,
    grantId: string,
    shopperId: string,
    now: Date,
  ): Promise<GrantView> {
    const row = await this.#ownGrant(tx, shopId, grantId, shopperId);
    const view = viewOf(row, now);
    if (view.state === 'accepted' || view.state === 'redeemed') return view;
    if (view.state !== 'reserved') throw new ConflictError(`grant ${grantId} is ${view.state}`);
    await setGrantState(tx, shopId, grantId, 'accepted');
    await this.#join(tx, shopId, row, 'accepted', now);
    return { ...view, state: 'accepted' };
  }

  /** @throws NotFoundError when it is not this shopper's; ConflictError when it was redeemed. */
  async decline(
    tx: Transaction,
    shopId: string,
    grantId: string,
    shopperId: string,
    now: Date,
  ): Promise<void> {
    const row = await this.#ownGrant(tx, shopId, grantId, shopperId);
    if (row.state === 'redeemed') throw new ConflictError(`grant ${grantId} is redeemed`);
    if (row.state !== 'reserved' && row.state !== 'accepted') return;
    await this.#void(tx, shopId, row, now);
    await this.#join(tx, shopId, row, 'declined', now);
  }

  publicPromotions(tx: Transaction, shopId: string, now: Date): Promise<readonly PublicPromotion[]> {
    return currentPromotions(tx, shopId, now);
  }

  /** Open offers are withdrawn with it; a code that the shopper had accepted stays theirs: a promise is kept. */
  async refusePersonalisation(tx: Transaction, shopId: string, shopperId: string, now: Date): Promise<void> {
    await clientOf(tx).query(
      `update shoppers set personalisation_refused_at = $3
       where shop_id = $1 and id ${sameShopper} and personalisation_refused_at is null`,
      [shopId, shopperId, now],
    );
    for (const { id, state } of await liveGrantsOf(tx, shopId, shopperId, now)) {
      if (state !== 'reserved') continue;
      const row = await lockGrant(tx, shopId, shopperId, id);
      if (row?.state === 'reserved') await this.#void(tx, shopId, row, now);
    }
  }

  /** The draw whose own period is still running: a shop that changes its time zone gives nobody a second one. */
  async #drawnBefore(tx: Transaction, context: MoneyContext, now: Date): Promise<DrawnBefore | null> {
    const { rows } = await clientOf(tx).query<
      Omit<DrawnBefore, 'grant'> & { [K in keyof GrantRow]: GrantRow[K] | null }
    >({
      // Named: parsing and planning it costs more than running it, and every turn of a verified shopper does.
      name: 'money-drawn-before',
      text: `select d.id as drawn_id, d.slice, d.action, d.record #> '{inputs,facts}' as facts,
              (d.record #>> '{inputs,rules,version}')::int as rules_version, ${grantColumns}, o.active as offer_active,
              (select r.version from rules r where r.shop_id = d.shop_id and r.id = $4 and r.state = 'live')
                as live_rules_version
       from decisions d
       left join grants g on g.shop_id = d.shop_id and g.decision_id = d.id
       left join offers o on o.shop_id = g.shop_id and o.id = g.offer_id
       where d.shop_id = $1 and d.kind = 'money' and d.shopper_id = any($2)
         and d.period_start <= $3 and d.period_start > $3::timestamptz - interval '32 days'
         and (d.record #>> '{inputs,period,end}')::timestamptz > $3
       order by d.created_at limit 1`,
      values: [context.shopId, context.identities, now, eligibilityRules],
    });
    const row = rows[0];
    return row ? { ...row, grant: row.id === null ? null : (row as GrantRow) } : null;
  }

  /** What an earlier turn drew. Eligibility may only have shrunk: an offer that nobody has accepted yet is withdrawn
   * when it no longer holds; nothing new is ever drawn. */
  async #standing(
    tx: Transaction,
    context: MoneyContext,
    before: DrawnBefore,
    now: Date,
  ): Promise<MoneyDecision> {
    let grant = before.grant;
    if (grant?.state === 'reserved' && !(await this.#stillEligible(tx, context, before, grant))) {
      const row = await lockGrant(tx, context.shopId, context.shopperId, grant.id);
      if (row?.state === 'reserved') await this.#void(tx, context.shopId, row, now);
      grant = row && { ...row, state: row.state === 'reserved' ? 'void' : row.state };
    }
    return {
      decisionId: before.drawn_id,
      slice: before.slice,
      action: before.action,
      drawnNow: false,
      grant: grant && viewOf(grant, now),
    };
  }

  async #stillEligible(
    tx: Transaction,
    context: MoneyContext,
    before: DrawnBefore,
    grant: GrantRow,
  ): Promise<boolean> {
    if (noticeFor(context, grant.terms.kind)?.id !== grant.terms.notice.id) return false;
    if (!before.offer_active) return false;
    if (before.live_rules_version === before.rules_version) return true;
    const { verdicts } = await this.#rules.verdicts(tx, context.shopId, before.facts);
    return verdicts.some(({ offerIds }) => offerIds.includes(grant.offer_id));
  }

  async #draw(
    tx: Transaction,
    context: MoneyContext,
    period: Period,
    request: DecideRequest,
  ): Promise<MoneyDecision> {
    const inputs = await drawInputs(
      tx,
      context,
      period,
      request.now,
      this.#rules,
      this.#offers,
      this.#riskAt,
    );
    const choice = drawMoney(inputs);
    const decisionId = newId();
    const offer = inputs.candidates.find((candidate) => candidate.offer.id === choice.action)?.offer;
    const grantId = newId();
    const wanted = { shopId: context.shopId, budgetId: inputs.budget.id, grantId, now: request.now };
    let reservation: Reservation = { state: 'none' };
    if (offer) {
      const { maximumCents: amountCents } = offer;
      reservation = (await reserve(tx, wanted, amountCents))
        ? { state: 'reserved', budgetId: wanted.budgetId, amountCents, grantId }
        : { state: 'refused', budgetId: wanted.budgetId, amountCents };
    }
    const record: MoneyDecisionRecord = { version: 1, kind: 'money', inputs, choice, reservation };
    await logDecision(tx, decisionId, record, request);
    const grant =
      offer && reservation.state === 'reserved'
        ? await this.#grant(tx, context, offer, { ...wanted, decisionId })
        : null;
    this.#metrics.decided(choice.slice, choice.action);
    if (reservation.state === 'refused') this.#metrics.reservationRefused();
    if (reservation.state === 'reserved') this.#metrics.granted(reservation.amountCents);
    return {
      decisionId,
      slice: choice.slice,
      action: choice.action,
      drawnNow: true,
      grant: grant && viewOf(grant, request.now),
    };
  }

  async #grant(
    tx: Transaction,
    context: MoneyContext,
    offer: Offer,
    given: { shopId: string; budgetId: string; grantId: string; decisionId: string; now: Date },
  ): Promise<GrantRow> {
    const notice = noticeFor(context, offer.kind);
    // The mask before the draw let only offers with a notice through.
    if (!notice || offer.id === nothing) throw new ConfigurationError(`offer ${offer.id} lost its notice`);
    return insertGrant(tx, {
      shopId: given.shopId,
      id: given.grantId,
      shopperId: context.shopperId,
      offerId: offer.id,
      decisionId: given.decisionId,
      budgetId: given.budgetId,
      code: this.#newCode(),
      terms: {
        kind: offer.kind,
        name: offer.name,
        percent: offer.percent,
        perkPoints: offer.perkPoints,
        maximumCents: offer.maximumCents,
        currency: context.currency,
        notice: { id: notice.id, text: notice.text },
      },
      now: given.now,
      expiresAt: new Date(given.now.getTime() + offer.validityDays * 86_400_000),
    });
  }

  async #ownGrant(tx: Transaction, shopId: string, grantId: string, shopperId: string): Promise<GrantRow> {
    const row = await lockGrant(tx, shopId, shopperId, grantId);
    if (!row) throw new NotFoundError(`this shopper has no grant ${grantId}`);
    return row;
  }

  async #void(tx: Transaction, shopId: string, row: GrantRow, now: Date): Promise<void> {
    await setGrantState(tx, shopId, row.id, 'void');
    await release(tx, { shopId, budgetId: row.budget_id, grantId: row.id, now }, 'void', row.reserved_cents);
  }

  async #join(
    tx: Transaction,
    shopId: string,
    row: GrantRow,
    kind: 'accepted' | 'declined',
    now: Date,
  ): Promise<void> {
    if (row.decision_id === null) return;
    await this.#outcomes.record(tx, {
      shopId,
      decisionId: row.decision_id,
      kind,
      ref: row.id,
      occurredAt: now,
    });
  }
}
