import type { SourceOrder } from '../orders/source-order.ts';
import type { SourceProduct } from '../source-product.ts';
import type { SourceShopper } from '../source-shopper.ts';

/** Money that went back for an order. Amounts are minor units, without tax where prices are. */
export interface SourceRefund {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** By the source's line ids. */
  readonly lines: readonly { readonly lineId: string; readonly amountCents: number }[];
  /** What went back without naming lines; shared out over what was paid. */
  readonly restCents: number;
}

/** An order as a message tells it; refunds are applied when it is written. */
export interface OrderMessage {
  readonly order: SourceOrder;
  /** The source's ids of the order's lines, in their order. */
  readonly lineIds: readonly string[];
  readonly refunds: readonly SourceRefund[];
}

/** A customer as a privacy request names one. */
export interface SourcePerson {
  readonly id: string | null;
  /** In lower case. */
  readonly email: string | null;
  /** The source's ids of their orders, as far as it names them. */
  readonly orders: readonly string[];
}

interface Changed {
  /** Its id at the source. */
  readonly externalId: string;
  /** When it was changed there: of two messages the later one holds, whichever comes first. */
  readonly version: Date;
}

/** What one message of a shop's own system means here. */
export type SourceChange =
  | (Changed & { readonly kind: 'order'; readonly message: OrderMessage })
  | (Changed & { readonly kind: 'order-deleted' })
  | (Changed & { readonly kind: 'refund'; readonly refund: SourceRefund })
  | (Changed & { readonly kind: 'product'; readonly variants: readonly SourceProduct[] })
  | (Changed & { readonly kind: 'product-deleted' })
  | (Changed & { readonly kind: 'shopper'; readonly shopper: SourceShopper })
  | (Changed & { readonly kind: 'shopper-deleted'; readonly person: SourcePerson })
  | (Changed & { readonly kind: 'shopper-asked'; readonly person: SourcePerson })
  /** The shop has left the source. */
  | (Changed & { readonly kind: 'shop-left' });

/** What a body alone does not tell. */
export interface MessageContext {
  readonly topic: string;
  readonly currency: string;
  /** When it was sent, by the sender's word; else when it came. */
  readonly sentAt: Date;
  readonly now: Date;
}
