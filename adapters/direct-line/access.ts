import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { ForbiddenError } from '../../core/errors.ts';
import type { ShopperDirectory } from './shopper-directory.ts';

/** Who may ask for tokens of a shop. */
export interface Access {
  readonly shopId: string;
  /** 'secret': the shop's server, whose word about the user is believed. 'site': any browser on the shop's pages. */
  readonly by: 'secret' | 'site';
}

/** The public key by which a shop's page asks for tokens. It opens nothing but a new, anonymous conversation. */
export function siteKey(tokenSecret: Uint8Array, shopId: string): string {
  return `site.${shopId}.${createHmac('sha256', tokenSecret).update(`site/${shopId}`).digest('base64url').slice(0, 22)}`;
}

/** Reads what an Authorization header grants: secrets of shops, and site keys. */
export class AccessKeys {
  readonly #tokenSecret: Uint8Array;
  readonly #secrets: readonly { readonly shopId: string; readonly secret: string }[];
  readonly #directory: Pick<ShopperDirectory, 'shop'>;

  /**
   * @param secrets those of the settings; every other shop's is known by its digest alone.
   */
  constructor(
    tokenSecret: Uint8Array,
    secrets: readonly { shopId: string; secret: string }[],
    directory: Pick<ShopperDirectory, 'shop'>,
  ) {
    this.#tokenSecret = tokenSecret;
    this.#secrets = secrets;
    this.#directory = directory;
  }

  /** Null when the bearer is neither a secret nor a site key. */
  async read(bearer: string): Promise<Access | null> {
    const known = this.#secrets.find(({ secret }) => sameText(secret, bearer));
    if (known) return { shopId: known.shopId, by: 'secret' };
    const [kind, shopId, rest, more] = bearer.split('.');
    if (!shopId || !rest || more !== undefined) return null;
    if (kind === 'site')
      return sameText(siteKey(this.#tokenSecret, shopId), bearer) ? { shopId, by: 'site' } : null;
    if (kind !== 'direct') return null;
    const hash = (await this.#directory.shop(shopId))?.directLineHash;
    const given = createHash('sha256').update(bearer).digest('hex');
    return hash && sameText(hash, given) ? { shopId, by: 'secret' } : null;
  }
}

/** @throws ForbiddenError when there is no bearer: Direct Line clients understand 403, not 401. */
export function bearerOf(request: Request): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (bearer === undefined) throw new ForbiddenError('send a token as "Authorization: Bearer TOKEN"');
  return bearer;
}

/** Compares digests, so that the time tells neither content nor length. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
