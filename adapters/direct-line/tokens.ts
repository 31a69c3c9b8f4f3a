import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { ForbiddenError } from '../../core/errors.ts';

/** What a token stands for: one person in one conversation. */
export interface TokenScope extends ConversationKey {
  /** `from.id` of everything that its holder sends. */
  readonly userId: string;
  readonly userName: string | null;
  readonly shopperId: string | null;
  readonly identityVerified: boolean;
  readonly language: 'en' | 'zh' | null;
}

type Purpose = 'conversation' | 'stream' | 'thread';

interface Verified {
  readonly scope: TokenScope;
  readonly purpose: Purpose;
  readonly untilMs: number;
}

/** Tokens remembered at once; beyond it the oldest is checked anew. */
const remembered = 20_000;
/** Mails are found again after weeks. */
const fixedLifetimeS = { stream: 60, thread: 30 * 86_400 };
const issuer = 'mainstay';
const audience = (purpose: Purpose) => `mainstay/direct-line/${purpose}`;

/**
 * Direct Line tokens: JWTs signed with HS256. A stream token goes into a URL, where logs may see it, so it lives just
 * long enough to open the socket and opens nothing else. A thread token is a link in an e-mail: it finds a conversation
 * again in another browser.
 */
export class DirectLineTokens {
  /** As an object, which jose keeps imported; bytes it would import for every token. */
  readonly #secret: KeyObject;
  readonly #clock: { now(): Date };
  /** Signatures that were right: a token is checked once, not for every message; its time always. */
  readonly #verified = new Map<string, Verified>();
  readonly lifetimeS: number;

  constructor(options: { secret: Uint8Array; clock: { now(): Date }; lifetimeS?: number }) {
    if (options.secret.length < 32) throw new RangeError('the token secret has fewer than 32 bytes');
    this.#secret = createSecretKey(options.secret);
    this.#clock = options.clock;
    this.lifetimeS = options.lifetimeS ?? 1_800;
  }

  issue(scope: TokenScope, purpose: Purpose = 'conversation'): Promise<string> {
    const nowS = Math.floor(this.#clock.now().getTime() / 1000);
    return new SignJWT({
      shop: scope.shopId,
      conv: scope.conversationId,
      name: scope.userName,
      shopper: scope.shopperId,
      verified: scope.identityVerified,
      lang: scope.language,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience(purpose))
      .setSubject(scope.userId)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + (purpose === 'conversation' ? this.lifetimeS : fixedLifetimeS[purpose]))
      .sign(this.#secret);
  }

  /** @throws ForbiddenError for a token that is not ours, is for something else, or has run out. */
  async verify(token: string, ...purposes: Purpose[]): Promise<TokenScope> {
    try {
      return await this.#read(token, purposes.length > 0 ? purposes : ['conversation'], 0);
    } catch (cause) {
      const expired = cause instanceof errors.JWTExpired;
      throw new ForbiddenError(expired ? 'the token has expired' : 'the token is not valid', { cause });
    }
  }

  /** The scope of a conversation token that may have run out at most thirty days ago; null when it is not ours. */
  async recognise(token: string): Promise<TokenScope | null> {
    return this.#read(token, ['conversation'], 30 * 86_400).catch(() => null);
  }

  /** The scope of a link in an e-mail; null when it is not ours or has run out. */
  async follow(link: string): Promise<TokenScope | null> {
    return this.#read(link, ['thread'], 0).catch(() => null);
  }

  async #read(token: string, purposes: readonly Purpose[], toleranceS: number): Promise<TokenScope> {
    const known = this.#verified.get(token);
    const nowMs = this.#clock.now().getTime();
    if (known && purposes.includes(known.purpose) && nowMs < known.untilMs) return known.scope;
    const { payload } = await jwtVerify(token, this.#secret, {
      algorithms: ['HS256'],
      issuer,
      audience: purposes.map(audience),
      requiredClaims: ['exp', 'sub', 'shop', 'conv'],
      currentDate: this.#clock.now(),
      clockTolerance: toleranceS,
    });
    const scope: TokenScope = {
      shopId: payload.shop as string,
      conversationId: payload.conv as string,
      userId: payload.sub as string,
      userName: (payload.name as string | null) ?? null,
      shopperId: (payload.shopper as string | null) ?? null,
      identityVerified: payload.verified === true,
      language: (payload.lang as 'en' | 'zh' | null) ?? null,
    };
    const purpose = purposes.find((one) => payload.aud === audience(one));
    if (purpose) this.#remember(token, { scope, purpose, untilMs: payload.exp! * 1000 });
    return scope;
  }

  #remember(token: string, verified: Verified): void {
    this.#verified.set(token, verified);
    if (this.#verified.size > remembered) this.#verified.delete(this.#verified.keys().next().value!);
  }
}
