import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import { exportAddress } from '../../bot/say/export-address.ts';
import { LinkSigner } from './link-signer.ts';

/**
 * Addresses of exports. A message is stored with the request's name alone; the address that opens it is made when the
 * message goes to somebody who holds a token of that conversation, so that neither the desk nor the database has one.
 */
export class ExportLinks {
  readonly #signer: LinkSigner;

  constructor(secret: Uint8Array) {
    this.#signer = new LinkSigner(secret, 'export');
  }

  path({ shopId, conversationId }: ConversationKey, id: string): string {
    const signature = this.#signer.sign({ shopId, conversationId }, id);
    return `/privacy/export/${id}?${new URLSearchParams({ shop: shopId, conversation: conversationId, signature })}`;
  }

  isSigned(key: ConversationKey, id: string, signature: unknown): boolean {
    return this.#signer.isSigned(key, id, signature);
  }

  /** The activity as the holder of a token gets it. */
  opened(key: ConversationKey, activity: ActivityBody): ActivityBody {
    const { attachments } = activity;
    if (!Array.isArray(attachments)) return activity;
    return {
      ...activity,
      attachments: attachments.map((one: { contentUrl?: unknown } | null) => {
        const id = exportAddress.read(one?.contentUrl);
        return id === null ? one : { ...one, contentUrl: this.path(key, id) };
      }),
    };
  }
}
