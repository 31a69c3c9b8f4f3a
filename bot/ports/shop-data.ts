import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AspectLabel, Language } from '../../core/words.ts';
import type { DeskSettings } from '../handoff/desk-settings.ts';

/** What a shop says about itself. Amounts are shown prices, tax included, in minor units of `currency`. */
export interface ShopFacts {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly timeZone: string;
  readonly country: string;
  readonly returnDays: number;
  readonly warrantyYears: number | null;
  readonly shipping: {
    readonly freeFromCents: number | null;
    /** Loyalty points from which it is free whatever the order; null: points buy no delivery. */
    readonly freeFromPoints: number | null;
    readonly countries: Readonly<Record<string, ShippingTerms>>;
    readonly elsewhere: ShippingTerms | null;
  };
  readonly support: SupportHours | null;
  readonly paymentMethods: readonly Localised[];
  readonly categories: readonly { readonly id: string; readonly name: Localised }[];
  readonly desk: DeskSettings;
  /** Page of a product, with {id}; '': it has none; null: the storefront that this server shows. */
  readonly productUrl: string | null;
}

export interface ShippingTerms {
  readonly feeCents: number;
  readonly workingDays: readonly [number, number];
}

/** When people answer: ISO weekdays (1 = Monday) and times of day ('09:00') in the shop's time zone. */
export interface SupportHours {
  readonly email: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

export type OrderState = 'placed' | 'packed' | 'shipped' | 'delivered' | 'cancelled';
export type ShipmentState =
  | 'preparing'
  | 'in_transit'
  | 'out_for_delivery'
  | 'delivered'
  | 'delayed'
  | 'lost';

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly placedAt: Date;
  readonly state: OrderState;
  readonly cancelledAt: Date | null;
  readonly currency: string;
  /** What was paid, tax and shipping included. */
  readonly totalCents: number;
  readonly shippingCents: number;
  readonly taxCents: number;
  readonly lines: readonly OrderLineView[];
  readonly shipment: ShipmentView | null;
  readonly returns: readonly ReturnView[];
}

export interface OrderLineView {
  readonly lineNo: number;
  readonly productId: string;
  readonly name: Localised;
  readonly quantity: number;
  /** For the whole line, tax included. */
  readonly paidCents: number;
  /** What the shopper got back, tax included. */
  readonly refundedCents: number;
  readonly refundedAt: Date | null;
}

export interface ShipmentView {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly state: ShipmentState;
  readonly promisedAt: Date | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Where it was seen last. */
  readonly latest: { readonly at: Date; readonly place: Localised } | null;
}

export interface ReturnView {
  readonly number: string;
  readonly state: 'open' | 'received' | 'refunded' | 'rejected' | 'withdrawn';
  readonly lineNos: readonly number[];
  readonly openedAt: Date;
}

export interface ProductView {
  readonly id: string;
  readonly category: string;
  readonly name: Localised;
  readonly description: Localised;
  /** Colour, size, material ... by the shop's own keys. */
  readonly attributes: Readonly<Record<string, Localised>>;
  readonly priceCents: number;
  /** At least 1 where the shop does not count its pieces. */
  readonly stock: number;
}

export type ConsentPurpose = 'outreach_chat' | 'outreach_email' | 'personalisation';

export interface ConsentAnswer {
  readonly shopId: string;
  readonly shopperId: string;
  readonly purposes: readonly ConsentPurpose[];
  readonly granted: boolean;
  /** What the shopper saw when they answered: the question, or the button they tapped. */
  readonly wording: string;
  readonly via: 'chat' | 'link';
  readonly now: Date;
}

export interface OutreachConsent {
  readonly chat: boolean;
  readonly email: boolean;
}

/** What somebody asks of their own data, whose identity the caller has made sure of. */
export interface OwnDataRequest {
  readonly shopId: string;
  /** Null: a visitor, and the conversation alone. */
  readonly shopperId: string | null;
  readonly conversationId: string;
  readonly now: Date;
}

/** A visitor names an order. */
export interface GuestLookup {
  readonly shopId: string;
  readonly conversationId: string;
  readonly number: string;
  /** `emailDigest` of the address that it was placed with. */
  readonly emailDigest: string;
  readonly now: Date;
}

export interface GuestOrder {
  readonly state: OrderState;
  readonly promisedAt: Date | null;
  readonly shipmentState: ShipmentState | null;
}

/** Reviews that speak of an aspect, and how they feel about it. */
export interface ReviewVoices {
  readonly of: number;
  readonly negative: number;
  readonly positive: number;
  /** Of the negative about size: which way it is off, where they say so. */
  readonly small: number;
  readonly large: number;
}

/** The shop's own data, read and changed in the turn's transaction. */
export interface ShopData {
  /** @throws NotFoundError for an unknown shop. */
  shop(tx: Transaction, shopId: string): Promise<ShopFacts>;
  /** The shopper's newest orders, newest first. */
  ordersOf(tx: Transaction, shopId: string, shopperId: string, limit: number): Promise<readonly OrderView[]>;
  /** The shopper's own order of that number, however old; null when they have none. */
  orderOf(tx: Transaction, shopId: string, shopperId: string, number: string): Promise<OrderView | null>;
  /**
   * For visitors who are not signed in: state and promised day alone, when number and e-mail belong together.
   * 'too many': not looked at, since too many were asked for lately.
   */
  guestOrder(tx: Transaction, lookup: GuestLookup): Promise<GuestOrder | 'unknown' | 'too many'>;
  /** Active products among `ids`, in the order of `ids`. */
  products(tx: Transaction, shopId: string, ids: readonly string[]): Promise<readonly ProductView[]>;
  /** Active products that share a product's name up to its variant: the same mug in other colours, itself included. */
  variantsOf(tx: Transaction, shopId: string, productId: string): Promise<readonly ProductView[]>;
  /** What reviews of a product and its variants say of one aspect, as far as they were read; zeros where none was. */
  reviewVoices(
    tx: Transaction,
    shopId: string,
    productId: string,
    aspect: AspectLabel,
  ): Promise<ReviewVoices>;
  /** @returns the return's number. @throws ConflictError when one of the lines is being returned already. */
  openReturn(
    tx: Transaction,
    request: {
      shopId: string;
      orderId: string;
      lineNos: readonly number[];
      reason: string | null;
      conversationId: string;
      now: Date;
    },
  ): Promise<string>;
  /** Cancels an order that has not left the warehouse; false when it has, or was cancelled before. */
  cancelOrder(tx: Transaction, request: { shopId: string; orderId: string; now: Date }): Promise<boolean>;
  /** Keeps an answer to a question of consent, with the words that it was an answer to. What it forbids is off at once. */
  recordConsent(tx: Transaction, consent: ConsentAnswer): Promise<void>;
  /** Whether the newest answers for writing to the shopper allow it. */
  outreachConsent(tx: Transaction, shopId: string, shopperId: string): Promise<OutreachConsent>;
  /** Asks a person for a copy of the shopper's data; the same open wish twice is one. */
  requestExport(tx: Transaction, request: OwnDataRequest & { shopperId: string }): Promise<void>;
  /**
   * Makes a copy ready to be fetched once, until then; one that was offered before in this conversation is over.
   * 'too many': none, since too many were asked for lately.
   */
  offerExport(tx: Transaction, request: OwnDataRequest): Promise<{ id: string; until: Date } | 'too many'>;
  /** Has the data erased by a job that says in `language` when it is done. */
  confirmErasure(
    tx: Transaction,
    request: OwnDataRequest & { language: Language },
  ): Promise<'confirmed' | 'too many'>;
}
