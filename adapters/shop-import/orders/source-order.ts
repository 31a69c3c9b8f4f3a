import type { OrderState } from '../../../bot/ports/shop-data.ts';

/** An order as any source tells it. Amounts are minor units of the shop's currency; line prices are without tax. */
export interface SourceOrder {
  /** Its id at the source. */
  readonly externalId: string;
  /** What shoppers quote; null: the source has none, one is given here. */
  readonly number: string | null;
  readonly shopper: SourceShopperRef | null;
  readonly placedAt: Date;
  readonly state: OrderState;
  readonly cancelledAt: Date | null;
  readonly shippingCents: number;
  readonly code: string | null;
  readonly lines: readonly SourceLine[];
}

/** Who ordered, as far as the order says it. */
export interface SourceShopperRef {
  /** The shop's own customer id. */
  readonly externalId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly region: string | null;
}

export interface SourceLine {
  readonly productId: string;
  readonly quantity: number;
  readonly listPriceCents: number;
  readonly discountCents: number;
  readonly unitCostCents: number | null;
  readonly taxCents: number;
  readonly refundCents: number;
  readonly refundedAt: Date | null;
}
