import type { Localised } from '../../core/localised.ts';
import type { Language } from '../../core/words.ts';

export interface ShopIdentity {
  readonly id: string;
  readonly name: Localised;
  /** HMAC key of `identifier_hash`. */
  readonly identitySecret: string;
  /** SHA-256 (hex) of the secret by which its server asks for Direct Line tokens; null: it has none. */
  readonly directLineHash: string | null;
  /** What a shopper is answered in who says nothing about it; null: what they write in. */
  readonly language: Language | null;
}

export interface ShopperDirectory {
  shop(shopId: string): Promise<ShopIdentity | null>;
  /** The shopper with the shop's own customer id; made when the shop names somebody new. */
  shopperOf(shopId: string, externalId: string): Promise<string>;
}
