import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';

/** Signs addresses of what belongs to one conversation: a link cannot send a token, and without its signature opens nothing. */
export class LinkSigner {
  readonly #secret: Uint8Array;
  readonly #purpose: string;

  /** @param purpose a signature for one thing is none for another. */
  constructor(secret: Uint8Array, purpose: 'upload' | 'export') {
    this.#secret = secret;
    this.#purpose = purpose;
  }

  sign(key: ConversationKey, id: string): string {
    return createHmac('sha256', this.#secret)
      .update(`${this.#purpose}/${key.shopId}/${key.conversationId}/${id}`)
      .digest('base64url');
  }

  isSigned(key: ConversationKey, id: string, signature: unknown): boolean {
    const expected = Buffer.from(this.sign(key, id));
    const given = Buffer.from(typeof signature === 'string' ? signature : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
