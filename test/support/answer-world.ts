import { DirectLineTokens } from '../../adapters/direct-line/tokens.ts';
import { storefrontLinks } from '../../adapters/http/storefront-links.ts';
import { createMailer } from '../../adapters/mail/mailer.ts';
import { appendInbound } from '../../adapters/postgres/conversation-append.ts';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { scheduleSend, sendDue } from '../../adapters/postgres/desk-sends.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { type AnswerMailParts, runAnswerMails } from '../../app/answer-mail-job.ts';
import { agentMessage } from '../../bot/handoff/agent-message.ts';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { systemClock } from '../../core/clock.ts';
import type { Card } from '../../core/contracts/message.ts';
import { newId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Language } from '../../core/words.ts';
import { testTokenSecret } from './channel-server.ts';
import { openConversation } from './conversations.ts';

export const answerOrigin = 'https://chat.example';
export const answerTokens = new DirectLineTokens({ secret: testTokenSecret, clock: systemClock });

/** What sends the answers, as the server wires it, against this mail server. */
export function answerMailParts(database: Database, smtpUrl: string): AnswerMailParts {
  return {
    database,
    turn: { shopData: new PostgresShopData(), links: storefrontLinks },
    mailer: createMailer({ url: smtpUrl, from: 'Lantern <hello@lantern.example>' }),
    tokens: answerTokens,
    origin: answerOrigin,
    logger: silentLogger,
  };
}

/** Shoppers who left an address while nobody was in, and an agent who answers them later. */
export class AnswerWorld {
  readonly database: Database;
  readonly #shopId: string;
  readonly #store: PostgresConversationStore;
  readonly #parts: AnswerMailParts;

  constructor(database: Database, shopId: string, smtpUrl: string) {
    this.database = database;
    this.#shopId = shopId;
    this.#store = new PostgresConversationStore(database);
    this.#parts = answerMailParts(database, smtpUrl);
  }

  /** A conversation that waits for a person. @param email null: none was left. */
  async asked(
    email: string | null,
    options: { language?: Language; shopperId?: string } = {},
  ): Promise<ConversationKey> {
    const { shopperId } = options;
    const { shopId, conversationId } = await openConversation(this.#store, {
      shopId: this.#shopId,
      ...(shopperId && { shopperId, identityVerified: true }),
      language: options.language ?? 'en',
    });
    await this.database.query(
      `insert into handoffs (shop_id, id, conversation_id, state, reason, priority, context, answer_email)
       values ($1, $2, $3, 'requested', 'person_wanted', 0.5, '{}', $4)`,
      [shopId, newId(), conversationId, email],
    );
    return { shopId, conversationId };
  }

  /** An agent's reply, as the desk sends it once the time of Undo is over. */
  async reply(key: ConversationKey, text: string, by: { name?: string; cards?: readonly Card[] } = {}) {
    const agent = { id: newId(), name: by.name ?? 'Ada' };
    const activity = agentMessage({ text, agentName: agent.name, language: 'en', cards: by.cards ?? [] });
    await this.database.transaction((tx) =>
      scheduleSend(tx, { key, id: newId(), agent, activity, undoMs: 0 }),
    );
    const shopData = new PostgresShopData();
    const [sent] = await sendDue(this.database, async (tx) => ({
      key,
      shop: await shopData.shop(tx, key.shopId),
      now: new Date(),
      answersByMail: true,
    }));
    return sent!.activities[0]!.sequence;
  }

  says(key: ConversationKey, text: string) {
    return appendInbound(this.database, key, {
      clientActivityId: newId(),
      activity: { type: 'message', text },
      needsTurn: false,
    });
  }

  /** Lets time pass for the e-mails. */
  async later(seconds: number): Promise<void> {
    await this.database.query(
      `update answer_mails set due_at = due_at - make_interval(secs => $1),
         created_at = created_at - make_interval(secs => $1)`,
      [seconds],
    );
  }

  send(): Promise<number> {
    return runAnswerMails(this.#parts);
  }

  async states(key: ConversationKey): Promise<[state: string, failure: string | null][]> {
    const { rows } = await this.database.query<{ state: string; failure: string | null }>(
      'select state, failure from answer_mails where conversation_id = $1 order by created_at, id',
      [key.conversationId],
    );
    return rows.map(({ state, failure }) => [state, failure]);
  }
}
