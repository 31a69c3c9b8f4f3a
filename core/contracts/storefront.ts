import type { Localised } from '../localised.ts';
import type { EventKind, Language } from '../words.ts';

export type { Language, Localised };

/** Amounts are shown prices in the shop's minor unit, tax included; times are ISO 8601. */

/** `GET /api/storefront/session`, and the answer to choosing a shopper. */
export interface StorefrontSession {
  readonly shop: {
    readonly id: string;
    readonly name: Localised;
    readonly currency: string;
    readonly timeZone: string;
  };
  readonly personas: readonly StorefrontPersona[];
  readonly persona: string;
  /** What the widget signs in with; null for anonymous visitors. */
  readonly identity: { readonly identifier: string; readonly identifierHash: string } | null;
  readonly cartCount: number;
  readonly categories: readonly {
    readonly id: string;
    readonly name: Localised;
    readonly products: number;
  }[];
  readonly promotions: readonly {
    readonly id: string;
    readonly name: Localised;
    readonly code: string | null;
  }[];
}

export interface StorefrontPersona {
  readonly key: string;
  readonly name: string;
  readonly language: Language;
  readonly label: Localised;
  readonly about: Localised;
}

export interface ProductSummary {
  readonly id: string;
  readonly category: string;
  readonly name: Localised;
  readonly priceCents: number;
  readonly inStock: boolean;
  readonly pictureUrl: string;
  /** Mean stars, one decimal; null without a review. */
  readonly rating: number | null;
  readonly reviews: number;
}

/** `GET /api/storefront/products?category&q&page`. */
export interface ProductPage {
  readonly products: readonly ProductSummary[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** `GET /api/storefront/products/:productId`. */
export interface ProductDetail extends ProductSummary {
  readonly description: Localised;
  readonly attributes: Readonly<Record<string, Localised | string>>;
  readonly stock: number;
  readonly latestReviews: readonly StorefrontReview[];
  /** Other colours or varieties of the same model. */
  readonly siblings: readonly ProductSummary[];
}

export interface StorefrontReview {
  readonly rating: number | null;
  readonly language: string;
  readonly body: string;
  readonly author: string;
  readonly writtenAt: string;
}

/** `GET /api/storefront/cart`, and the answer to every change of it. */
export interface StorefrontCart {
  readonly lines: readonly CartLineView[];
  readonly merchandiseCents: number;
  readonly shippingCents: number;
  readonly discountCents: number;
  readonly totalCents: number;
  /** Still to spend for free delivery; 0 when it is reached. */
  readonly toFreeShippingCents: number;
  readonly code: CartCode | null;
}

export interface CartLineView {
  readonly product: ProductSummary;
  readonly quantity: number;
  readonly lineCents: number;
}

export type CartCode =
  | { readonly code: string; readonly ok: true; readonly name: Localised; readonly notice: Localised | null }
  | { readonly code: string; readonly ok: false; readonly sentence: Localised };

/** `GET /api/storefront/orders`. */
export interface StorefrontOrder {
  readonly number: string;
  readonly placedAt: string;
  readonly state: 'placed' | 'packed' | 'shipped' | 'delivered' | 'cancelled';
  readonly totalCents: number;
  readonly shippingCents: number;
  readonly code: string | null;
  readonly lines: readonly {
    readonly productId: string;
    readonly name: Localised;
    readonly pictureUrl: string;
    readonly quantity: number;
    readonly paidCents: number;
    readonly refundedCents: number;
  }[];
  readonly shipment: {
    readonly carrier: string;
    readonly trackingNumber: string;
    readonly state: string;
    readonly promisedAt: string | null;
    readonly deliveredAt: string | null;
    readonly history: readonly { readonly at: string; readonly state: string; readonly place: Localised }[];
  } | null;
  readonly return: { readonly number: string; readonly state: string } | null;
}

/** Body of `POST /api/storefront/events`. */
export interface StorefrontEvent {
  readonly kind: Extract<EventKind, 'visit' | 'view' | 'search'>;
  readonly productId?: string;
  readonly query?: string;
}
