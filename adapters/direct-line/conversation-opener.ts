import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { DirectLineTokens, TokenScope } from './tokens.ts';

/** What a client gets to talk with: Direct Line's Conversation object. */
export interface OpenedConversation {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
}

/** Opens conversations and hands out what is needed to talk in them. */
export class ConversationOpener {
  readonly #log: ConversationLog;
  readonly #tokens: DirectLineTokens;

  constructor(log: ConversationLog, tokens: DirectLineTokens) {
    this.#log = log;
    this.#tokens = tokens;
  }

  /**
   * True when the conversation was created now.
   * @param openedFrom tag of the shopper's address; null when somebody else opens it for them.
   */
  open(scope: TokenScope, openedFrom: string | null): Promise<boolean> {
    return this.#log.open({
      shopId: scope.shopId,
      conversationId: scope.conversationId,
      channel: 'directline',
      shopperId: scope.shopperId,
      identityVerified: scope.identityVerified,
      visitorId: scope.userId,
      language: scope.language,
      reference: null,
      ...(openedFrom === null ? {} : { openedFrom }),
    });
  }

  /** @param origin public origin of this server, http or https. */
  async describe(scope: TokenScope, origin: string, watermark?: string): Promise<OpenedConversation> {
    const [token, streamToken] = await Promise.all([
      this.#tokens.issue(scope),
      this.#tokens.issue(scope, 'stream'),
    ]);
    const stream = new URL(`/v3/directline/conversations/${scope.conversationId}/stream`, origin);
    stream.protocol = stream.protocol === 'https:' ? 'wss:' : 'ws:';
    if (watermark) stream.searchParams.set('watermark', watermark);
    stream.searchParams.set('t', streamToken);
    return {
      conversationId: scope.conversationId,
      token,
      expires_in: this.#tokens.lifetimeS,
      streamUrl: stream.toString(),
    };
  }
}
