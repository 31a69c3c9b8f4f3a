import { createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { isId } from '../../../core/ids.ts';
import type { Language } from '../../../core/words.ts';

/** Whose messages a link stops. */
export interface StopLinkScope {
  readonly shopId: string;
  readonly shopperId: string;
  readonly language: Language;
}

const issuer = 'mainstay';
const audience = 'mainstay/outreach/stop';
/** Mails are read late, and found again later. */
const lifetimeS = 365 * 86_400;

/** Signed links that stop outreach without a sign-in: they can do that one thing, for one shopper. */
export class StopLinks {
  readonly #secret: KeyObject;
  readonly #origin: string;

  /** @param parts.origin of this server's pages, from the configuration and never from a request. */
  constructor(parts: { secret: string; origin: string }) {
    this.#secret = createSecretKey(Buffer.from(parts.secret));
    this.#origin = parts.origin;
  }

  async create({ shopId, shopperId, language }: StopLinkScope, now: Date): Promise<string> {
    const nowS = Math.floor(now.getTime() / 1000);
    const token = await new SignJWT({ shop: shopId, lang: language })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(shopperId)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + lifetimeS)
      .sign(this.#secret);
    return `${this.#origin}/outreach/stop?t=${token}`;
  }

  /** What a token stands for; null when it is not ours or has run out. */
  async read(token: unknown, now: Date): Promise<StopLinkScope | null> {
    if (typeof token !== 'string' || token.length > 2_000) return null;
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ['HS256'],
        issuer,
        audience,
        requiredClaims: ['exp', 'sub', 'shop'],
        currentDate: now,
      });
      const { sub, shop, lang } = payload as { sub: string; shop: unknown; lang: unknown };
      if (!isId(sub) || typeof shop !== 'string') return null;
      return { shopId: shop, shopperId: sub, language: lang === 'zh' ? 'zh' : 'en' };
    } catch {
      return null;
    }
  }
}
