import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { ForbiddenError } from '../../core/errors.ts';

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

/** Reads what an Authorization header grants: secrets by shop, and site keys. */
export class AccessKeys {
  readonly #tokenSecret: Uint8Array;
  readonly #secrets: readonly { readonly shopId: string; readonly secret: string }[];

  constructor(tokenSecret: Uint8Array, secrets: readonly { shopId: string; secret: string }[]) {
    this.#tokenSecret = tokenSecret;
    this.#secrets = secrets;
  }

  /** Null when the bearer is neither a secret nor a site key. */
  read(bearer: string): Access | null {
    const known = this.#secrets.find(({ secret }) => sameText(secret, bearer));
    if (known) return { shopId: known.shopId, by: 'secret' };
    const [kind, shopId] = bearer.split('.');
    if (kind === 'site' && shopId && sameText(siteKey(this.#tokenSecret, shopId), bearer))
      return { shopId, by: 'site' };
    return null;
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
