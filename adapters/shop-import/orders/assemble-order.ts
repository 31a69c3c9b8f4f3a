import type { RowFault } from '../rows/row-fault.ts';
import { distribute } from './distribute.ts';
import { type OrderRow, shopperKeyOf } from './order-row.ts';
import { orderState } from './order-state.ts';
import type { SourceLine, SourceOrder } from './source-order.ts';

export interface StagedRow {
  readonly line: number;
  readonly row: OrderRow;
}

/** Goods that came back, from an order that the file does not name. */
export interface SourceReturn {
  readonly line: number;
  readonly shopper: string;
  readonly productId: string;
  readonly at: Date;
  readonly quantity: number;
  readonly amountCents: number;
}

export interface AssembledOrder {
  /** Null when nothing of it is left. */
  readonly order: SourceOrder | null;
  readonly returns: readonly SourceReturn[];
  readonly faults: readonly RowFault[];
}

/** The product of lines that were sold without one; never shown to shoppers. */
export const unnamedProduct = 'unnamed';
const mostLines = 32_767;

interface Draft {
  readonly row: OrderRow;
  readonly line: number;
  refundCents: number;
  refundedAt: number | null;
}

/**
 * Makes one order of the rows that share a key: repeated rows are left out, shipping and discounts that are written as
 * lines are taken off the merchandise, what the file says of the whole order is shared out over its lines.
 * @param rows in the order of the file; at least one.
 */
export function assembleOrder(
  key: string,
  rows: readonly StagedRow[],
  options: { now: Date; keepRepeats: boolean },
): AssembledOrder {
  const faults: RowFault[] = [];
  const leaveOut = (line: number, reason: string) => faults.push({ line, column: null, value: '', reason });
  const first = <Key extends keyof OrderRow>(name: Key) =>
    rows.find(({ row }) => row[name] !== undefined)?.row[name];
  const at = first('at');
  const shopper = shopperKeyOf({ shopper: first('shopper'), email: first('email') });
  const numbered = first('number') !== undefined;
  if (at === undefined) {
    for (const { line } of rows) leaveOut(line, 'its order has no date');
    return { order: null, returns: [], faults };
  }
  const kept = options.keepRepeats || (!numbered && shopper === null) ? rows : withoutRepeats(rows, leaveOut);

  const goods: Draft[] = [];
  let discount = first('discount') ?? 0;
  let shipping = first('shipping') ?? 0;
  const back: StagedRow[] = [];
  for (const staged of kept) {
    const { row, line } = staged;
    if (row.service === 'shipping') shipping += Math.sign(row.quantity) * row.lineCents;
    else if (row.service === 'discount') discount += row.lineCents;
    else if (row.quantity < 0) back.push(staged);
    else if (goods.length === mostLines) leaveOut(line, `the order has more than ${mostLines} lines`);
    else goods.push({ row, line, refundCents: row.lineRefund ?? 0, refundedAt: row.refundedAt ?? null });
  }
  const returns: SourceReturn[] = [];
  for (const { row, line } of back) {
    const left = numbered ? takeBack(goods, row, at) : row.lineCents;
    if (left === 0) continue;
    if (shopper === null) leaveOut(line, 'a return of what its order does not hold');
    else
      returns.push({
        line,
        shopper,
        productId: productOf(row),
        at: new Date(row.at ?? at),
        quantity: -row.quantity,
        amountCents: left,
      });
  }
  if (goods.length === 0 && shipping <= 0) {
    for (const { row, line } of kept)
      if (row.service)
        leaveOut(
          line,
          `${row.service === 'discount' ? 'a discount' : 'shipping'} without an order to belong to`,
        );
    return { order: null, returns, faults };
  }
  const placedAt = new Date(at);
  const cancelledMs = first('cancelledAt');
  const state = orderState(
    first('status') ?? null,
    placedAt,
    cancelledMs === undefined ? null : new Date(cancelledMs),
    options.now,
  );
  return {
    order: {
      externalId: key,
      number: first('number') ?? null,
      shopper:
        shopper === null
          ? null
          : {
              externalId: shopper,
              email: first('email')?.toLowerCase() ?? null,
              name: first('name') ?? null,
              country: first('country') ?? null,
              region: first('region') ?? null,
            },
      placedAt,
      state,
      cancelledAt: state === 'cancelled' ? new Date(cancelledMs ?? at) : null,
      shippingCents: Math.max(0, shipping),
      code: first('code') ?? null,
      lines: linesOf(goods, {
        discount,
        shipping,
        tax: first('tax') ?? 0,
        total: first('total'),
        refund: first('refund') ?? 0,
        refundedAt: first('refundedAt') ?? first('cancelledAt') ?? at,
      }),
    },
    returns,
    faults,
  };
}

function withoutRepeats(
  rows: readonly StagedRow[],
  leaveOut: (line: number, reason: string) => void,
): readonly StagedRow[] {
  const seen = new Map<string, number>();
  return rows.filter(({ row, line }) => {
    const text = JSON.stringify(row);
    const before = seen.get(text);
    if (before === undefined) seen.set(text, line);
    else leaveOut(line, `the same as line ${before}`);
    return before === undefined;
  });
}

/** Refunds a return on the order's own lines of its product. @returns what no line could take, minor units. */
function takeBack(goods: readonly Draft[], row: OrderRow, at: number): number {
  let left = row.lineCents;
  for (const draft of goods) {
    if (left === 0) break;
    if (productOf(draft.row) !== productOf(row)) continue;
    const paid = draft.row.lineCents - (draft.row.lineDiscount ?? 0);
    const taken = Math.min(left, Math.max(0, paid - draft.refundCents));
    if (taken === 0) continue;
    draft.refundCents += taken;
    draft.refundedAt = Math.max(draft.refundedAt ?? 0, row.at ?? at);
    left -= taken;
  }
  return left;
}

function linesOf(
  goods: readonly Draft[],
  whole: {
    discount: number;
    shipping: number;
    tax: number;
    total: number | undefined;
    refund: number;
    refundedAt: number;
  },
): SourceLine[] {
  const own = goods.map(({ row }) => Math.min(row.lineCents, row.lineDiscount ?? 0));
  const afterOwn = goods.map(({ row }, i) => row.lineCents - own[i]!);
  const sum = afterOwn.reduce((total, cents) => total + cents, 0);
  // Some exports repeat the lines' discounts as the order's.
  const ownSum = own.reduce((total, cents) => total + cents, 0);
  const orderDiscount = ownSum > 0 && whole.discount === ownSum ? 0 : Math.min(whole.discount, sum);
  const shared = distribute(orderDiscount, afterOwn);
  const paid = afterOwn.map((cents, i) => cents - shared[i]!);
  const taxes = goods.some(({ row }) => row.lineTax !== undefined)
    ? goods.map(({ row }) => row.lineTax ?? 0)
    : distribute(whole.tax, paid);
  const inside = whole.tax > 0 && taxIsInside(paid, whole);
  const refunds = distribute(Math.min(whole.refund, sum - orderDiscount), paid);
  return goods.map((draft, i) => {
    const { row } = draft;
    const net = inside ? Math.max(0, paid[i]! - taxes[i]!) : paid[i]!;
    // What a piece costs is whole cents: what does not divide is part of the discount.
    const list = Math.ceil((net + own[i]! + shared[i]!) / row.quantity);
    const refundCents = Math.min(net, Math.max(draft.refundCents, refunds[i]!));
    return {
      productId: productOf(row),
      quantity: row.quantity,
      listPriceCents: list,
      discountCents: list * row.quantity - net,
      unitCostCents: row.unitCost ?? null,
      taxCents: taxes[i]!,
      refundCents,
      refundedAt: refundCents > 0 ? new Date(draft.refundedAt ?? whole.refundedAt) : null,
    };
  });
}

/** True when the total shows that the prices contain the tax already. */
function taxIsInside(
  paid: readonly number[],
  whole: { shipping: number; tax: number; total: number | undefined },
): boolean {
  if (whole.total === undefined) return false;
  const without = paid.reduce((total, cents) => total + cents, 0) + whole.shipping;
  return Math.abs(without - whole.total) < Math.abs(without + whole.tax - whole.total);
}

function productOf(row: OrderRow): string {
  return row.service === 'unnamed' ? unnamedProduct : row.product;
}
