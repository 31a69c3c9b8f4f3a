import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadInputError, ForbiddenError } from '../../core/errors.ts';
import type { ShopIdentity, ShopperDirectory } from './shopper-directory.ts';

export interface Identified {
  readonly shopperId: string | null;
  readonly verified: boolean;
}

/** HMAC-SHA256 of a customer id under the shop's identity secret, hex: what a shop's server computes for its page. */
export function identifierHash(identitySecret: string, identifier: string): string {
  return createHmac('sha256', identitySecret).update(identifier, 'utf8').digest('hex');
}

/**
 * Who the page says that the shopper is. Without an identifier: an anonymous visitor.
 * @throws ForbiddenError when the hash is missing or not the one of this identifier.
 */
export async function identify(
  directory: ShopperDirectory,
  shop: ShopIdentity,
  identifier: string | undefined,
  hash: string | undefined,
): Promise<Identified> {
  if (identifier === undefined || identifier === '') return { shopperId: null, verified: false };
  if (identifier.length > 200) throw new BadInputError('identifier is longer than 200 characters');
  const expected = Buffer.from(identifierHash(shop.identitySecret, identifier), 'hex');
  // Node reads hex up to the first sign that is none: what is not a whole hash is no hash.
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(hash ?? '') ? hash! : '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new ForbiddenError(
      'identifierHash is not the HMAC-SHA256 (hex) of identifier under the identity secret of this shop; compute it on your server, or leave both out for an anonymous visitor',
    );
  return { shopperId: await directory.shopperOf(shop.id, identifier), verified: true };
}
