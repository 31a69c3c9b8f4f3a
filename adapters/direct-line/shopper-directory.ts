import type { Localised } from '../../core/localised.ts';

export interface ShopIdentity {
  readonly id: string;
  readonly name: Localised;
  /** HMAC key of `identifier_hash`. */
  readonly identitySecret: string;
}

export interface ShopperDirectory {
  shop(shopId: string): Promise<ShopIdentity | null>;
  /** The shopper with the shop's own customer id; made when the shop names somebody new. */
  shopperOf(shopId: string, externalId: string): Promise<string>;
}
