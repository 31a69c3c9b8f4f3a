import { BadInputError, ConflictError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import { normaliseCode } from '../../retention/money/code.ts';
import { type CartLine, type Discount, discountOf } from '../../retention/money/discount-of.ts';
import { type RedemptionRefusal, refusalSentence } from '../../retention/money/redemption-refusal.ts';
import { clientOf } from './database.ts';
import { type GrantRow, grantColumns, sameShopper } from './money-grants.ts';
import { spend, takeBack } from './money-ledger.ts';
import { PostgresOutcomeRecorder } from './money-outcomes.ts';
import { type Promotion, promotionByCode } from './money-promotions.ts';

export interface CodeRequest {
  readonly shopId: string;
  /** As typed. */
  readonly code: string;
  /** Who is signed in at the shop; null: nobody. Personal codes need their shopper, public ones anybody. */
  readonly shopperId: string | null;
  readonly lines: readonly CartLine[];
  readonly shippingCents: number;
  readonly now: Date;
}

export interface AcceptedCode extends Discount {
  readonly ok: true;
  readonly source: 'grant' | 'promotion';
  readonly grantId: string | null;
  readonly code: string;
  readonly name: Localised;
  readonly totalDiscountCents: number;
  /** What must be said with a personal offer; null for public ones. */
  readonly notice: Localised | null;
}

export interface RefusedCode {
  readonly ok: false;
  readonly reason: RedemptionRefusal['reason'];
  readonly sentence: Localised;
}

export type CodeAnswer = AcceptedCode | RefusedCode;

interface GrantWithOwner extends GrantRow {
  owned: boolean;
  order_number: string | null;
}

/** Codes at the shop's cart: what one would take off, taking it, and giving it back when goods come back. */
export class PostgresRedemptionDesk {
  readonly #outcomes = new PostgresOutcomeRecorder();

  /** What the code takes off this cart; changes nothing. */
  async quote(tx: Transaction, request: CodeRequest): Promise<CodeAnswer> {
    return (await this.#examine(tx, request, false)).answer;
  }

  /**
   * Uses the code with an order, in the order's transaction: a personal code works once, whoever comes first.
   * The caller writes the answer's discounts on the order's lines and `grantId` on the order.
   */
  async redeem(tx: Transaction, request: CodeRequest & { orderId: string }): Promise<CodeAnswer> {
    const { answer, grant } = await this.#examine(tx, request, true);
    if (!answer.ok || !grant) return answer;
    const { shopId, orderId, now } = request;
    const client = clientOf(tx);
    await client.query(
      `update grants set state = 'redeemed', redeemed_cents = $3, order_id = $4 where shop_id = $1 and id = $2`,
      [shopId, grant.id, answer.costCents, orderId],
    );
    if (answer.perkPoints > 0) await movePoints(tx, shopId, grant.shopper_id, answer.perkPoints);
    await spend(
      tx,
      { shopId, budgetId: grant.budget_id, grantId: grant.id, now },
      grant.reserved_cents,
      answer.costCents,
    );
    if (grant.decision_id)
      await this.#outcomes.record(tx, {
        shopId,
        decisionId: grant.decision_id,
        kind: 'redeemed',
        ref: orderId,
        valueCents: answer.costCents,
        occurredAt: now,
      });
    return answer;
  }

  /**
   * Gives back to the budget what an order's code cost, in proportion to what came back of the order; call it after
   * refunds were written on the lines or the order was cancelled. Cumulative, so that calling it again changes
   * nothing. Shipping and perks come back with the whole order only.
   * @returns what was given back now, minor units.
   */
  async reverse(
    tx: Transaction,
    { shopId, orderId, now }: { shopId: string; orderId: string; now: Date },
  ): Promise<number> {
    const client = clientOf(tx);
    const owner = await client.query<{ shopper_id: string }>(
      `select shopper_id from grants where shop_id = $1 and order_id = $2 and state = 'redeemed'`,
      [shopId, orderId],
    );
    if (!owner.rows[0]) return 0;
    await lockShopper(tx, shopId, owner.rows[0].shopper_id);
    const { rows } = await client.query<GrantRow>(
      `select ${grantColumns} from grants g where g.shop_id = $1 and g.order_id = $2 and g.state = 'redeemed'
       for no key update`,
      [shopId, orderId],
    );
    const grant = rows[0];
    if (!grant) return 0;
    const share = await returnedShare(tx, shopId, orderId);
    const usedCents = grant.redeemed_cents ?? 0;
    const dueCents =
      grant.terms.kind === 'percent' ? Math.round(usedCents * share) : share >= 1 ? usedCents : 0;
    const before = await client.query<{ reversed: number }>(
      // Since it was last redeemed: a code that came back with a cancelled order is redeemed once more.
      `select coalesce(sum(-amount_cents), 0)::bigint as reversed from ledger
       where shop_id = $1 and grant_id = $2 and kind = 'reverse' and account like 'spent:%'
         and id > (select max(id) from ledger where shop_id = $1 and grant_id = $2 and kind = 'redeem')`,
      [shopId, grant.id],
    );
    const backCents = dueCents - before.rows[0]!.reversed;
    if (backCents <= 0) return 0;
    await takeBack(tx, { shopId, budgetId: grant.budget_id, grantId: grant.id, now }, backCents);
    const { perkPoints } = grant.terms;
    if (grant.terms.kind === 'perk' && perkPoints)
      await movePoints(tx, shopId, grant.shopper_id, -perkPoints);
    if (grant.decision_id)
      await this.#outcomes.record(tx, {
        shopId,
        decisionId: grant.decision_id,
        kind: 'returned',
        ref: `${orderId}:${dueCents}`,
        valueCents: backCents,
        occurredAt: now,
      });
    return backCents;
  }

  async #examine(
    tx: Transaction,
    request: CodeRequest,
    lock: boolean,
  ): Promise<{ answer: CodeAnswer; grant: GrantRow | null }> {
    checkCart(request);
    const code = normaliseCode(request.code);
    if (lock && request.shopperId !== null) await lockShopper(tx, request.shopId, request.shopperId);
    const grant = await grantByCode(tx, request, code, lock);
    if (grant) {
      const refusal = await this.#grantRefusal(tx, request, grant);
      return refusal
        ? { answer: refused(refusal), grant: null }
        : { answer: grantAnswer(request, grant), grant };
    }
    const promotion = await promotionByCode(tx, request.shopId, code);
    if (!promotion) return { answer: refused({ reason: 'unknown' }), grant: null };
    const refusal = await promotionRefusal(tx, request, promotion);
    return { answer: refusal ? refused(refusal) : promotionAnswer(request, promotion), grant: null };
  }

  async #grantRefusal(
    tx: Transaction,
    request: CodeRequest,
    grant: GrantWithOwner,
  ): Promise<RedemptionRefusal | null> {
    if (request.shopperId === null) return { reason: 'sign_in' };
    // Nothing about somebody else's code is told, not even whether it was used.
    if (!grant.owned) return { reason: 'not_yours' };
    if (grant.state === 'redeemed') return { reason: 'used', orderNumber: grant.order_number };
    if (grant.state === 'void') return { reason: 'withdrawn' };
    if (grant.state === 'expired' || grant.expires_at <= request.now)
      return { reason: 'expired', date: grant.expires_at, timeZone: await timeZoneOf(tx, request.shopId) };
    return cartRefusal(request, grant.terms.kind === 'free_shipping');
  }
}

function grantAnswer(request: CodeRequest, grant: GrantRow): AcceptedCode {
  const discount = discountOf(grant.terms, request.lines, request.shippingCents);
  return {
    ok: true,
    source: 'grant',
    grantId: grant.id,
    code: grant.code,
    name: grant.terms.name,
    notice: grant.terms.notice.text,
    totalDiscountCents: total(discount),
    ...discount,
  };
}

function promotionAnswer(request: CodeRequest, promotion: Promotion): AcceptedCode {
  const off = discountOf(
    { kind: 'percent', percent: promotion.percent, perkPoints: null, maximumCents: null },
    request.lines,
    request.shippingCents,
  );
  const shippingDiscountCents = promotion.free_shipping ? request.shippingCents : 0;
  const discount = { ...off, shippingDiscountCents, costCents: off.costCents + shippingDiscountCents };
  return {
    ok: true,
    source: 'promotion',
    grantId: null,
    code: promotion.code ?? normaliseCode(request.code),
    name: promotion.name,
    notice: null,
    totalDiscountCents: total(discount),
    ...discount,
  };
}

async function promotionRefusal(
  tx: Transaction,
  request: CodeRequest,
  promotion: Promotion,
): Promise<RedemptionRefusal | null> {
  const { shopId, now } = request;
  if (promotion.starts_at > now)
    return { reason: 'not_started', date: promotion.starts_at, timeZone: await timeZoneOf(tx, shopId) };
  if (promotion.ends_at && promotion.ends_at <= now)
    return { reason: 'expired', date: promotion.ends_at, timeZone: await timeZoneOf(tx, shopId) };
  const onlyShipping = promotion.free_shipping && promotion.percent === null;
  const refusal = cartRefusal(request, onlyShipping);
  if (refusal) return refusal;
  const missingCents = promotion.minimum_cents - merchandiseOf(request.lines);
  if (missingCents <= 0) return null;
  const { rows } = await clientOf(tx).query<{ currency: string }>(
    'select currency from shops where id = $1',
    [shopId],
  );
  return {
    reason: 'minimum',
    missingCents,
    minimumCents: promotion.minimum_cents,
    currency: rows[0]!.currency,
  };
}

function cartRefusal(request: CodeRequest, onlyShipping: boolean): RedemptionRefusal | null {
  if (merchandiseOf(request.lines) === 0) return { reason: 'empty_cart' };
  return onlyShipping && request.shippingCents === 0 ? { reason: 'nothing_to_ship' } : null;
}

function refused(refusal: RedemptionRefusal): RefusedCode {
  return { ok: false, reason: refusal.reason, sentence: refusalSentence(refusal) };
}

function total({ lineDiscountCents, shippingDiscountCents }: Discount): number {
  return lineDiscountCents.reduce((sum, amount) => sum + amount, 0) + shippingDiscountCents;
}

function merchandiseOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0);
}

function checkCart({ lines, shippingCents }: CodeRequest): void {
  const whole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (!whole(shippingCents) || lines.some((line) => !whole(line.quantity) || !whole(line.unitPriceCents)))
    throw new BadInputError('a cart has whole, non-negative quantities and amounts in minor units');
}

async function grantByCode(
  tx: Transaction,
  request: CodeRequest,
  code: string,
  lock: boolean,
): Promise<GrantWithOwner | null> {
  const { rows } = await clientOf(tx).query<GrantWithOwner>(
    `select ${grantColumns}, g.shopper_id ${sameShopper} as owned,
       (select number from orders o where o.shop_id = g.shop_id and o.id = g.order_id) as order_number
     from grants g where g.shop_id = $1 and g.code = $3 ${lock ? 'for no key update of g' : ''}`,
    [request.shopId, request.shopperId, code],
  );
  return rows[0] ?? null;
}

async function timeZoneOf(tx: Transaction, shopId: string): Promise<string> {
  const { rows } = await clientOf(tx).query<{ time_zone: string }>(
    'select time_zone from shops where id = $1',
    [shopId],
  );
  return rows[0]?.time_zone ?? 'UTC';
}

/** Share of the merchandise paid that was refunded; 1 for a cancelled order. */
async function returnedShare(tx: Transaction, shopId: string, orderId: string): Promise<number> {
  const { rows } = await clientOf(tx).query<{ cancelled: boolean; paid: number; refunded: number }>(
    `select o.state = 'cancelled' as cancelled,
       sum(l.list_price_cents::bigint * l.quantity - l.discount_cents)::bigint as paid,
       sum(l.refund_cents)::bigint as refunded
     from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
     where o.shop_id = $1 and o.id = $2 group by o.shop_id, o.id`,
    [shopId, orderId],
  );
  const order = rows[0];
  if (!order) throw new ConflictError(`shop ${shopId} has no order ${orderId}`);
  return order.cancelled || order.paid <= 0 ? 1 : Math.min(1, order.refunded / order.paid);
}

/** Money locks in one order everywhere, shopper, grant, budget, so that no two transactions wait for each other. */
export async function lockShopper(tx: Transaction, shopId: string, shopperId: string): Promise<void> {
  await clientOf(tx).query('select 1 from shoppers where shop_id = $1 and id = $2 for no key update', [
    shopId,
    shopperId,
  ]);
}

/** Gives or takes loyalty points; nobody has fewer than none. */
export async function movePoints(
  tx: Transaction,
  shopId: string,
  shopperId: string,
  points: number,
): Promise<void> {
  await clientOf(tx).query(
    'update shoppers set loyalty_points = greatest(0, loyalty_points + $3) where shop_id = $1 and id = $2',
    [shopId, shopperId, points],
  );
}
