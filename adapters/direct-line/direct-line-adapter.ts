import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Delivery } from '../../bot/ports/delivery.ts';
import { type Arrival, arrivalKey, type MainstayBot } from '../../bot/turn-entry.ts';
import type { Logger } from '../../core/logger.ts';
import { activityId, isInternal } from './wire-activity.ts';

const conversationKey = Symbol('conversation');

/**
 * Direct Line inside this process, as the Bot Framework SDK knows adapters: middleware and TurnContext are the real
 * ones, and there is no HTTP between channel and bot.
 */
export class DirectLineAdapter extends BotAdapter {
  readonly #bot: MainstayBot;
  readonly #log: ConversationLog;
  readonly #delivery: Delivery;
  readonly #logger: Logger;

  constructor(parts: { bot: MainstayBot; log: ConversationLog; delivery: Delivery; logger: Logger }) {
    super();
    this.#bot = parts.bot;
    this.#log = parts.log;
    this.#delivery = parts.delivery;
    this.#logger = parts.logger;
  }

  /** Runs middleware and bot for an activity whose sender is bound already; `arrival` then says what was stored. */
  async receive(arrival: Arrival, activity: Partial<Activity>): Promise<void> {
    const context = new TurnContext(this, activity);
    context.turnState.set(arrivalKey, arrival);
    context.turnState.set(conversationKey, arrival.key);
    await this.runMiddleware(context, (inner) => this.#bot.run(inner));
  }

  /** What middleware or a proactive caller sends. A turn's replies do not come this way: its commit stores them. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const key = context.turnState.get<ConversationKey>(conversationKey);
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === 'typing') {
        this.#delivery.typing(key);
        responses.push({ id: '' });
      } else if (isInternal(activity.type, activity.name)) {
        this.#logger.debug('an internal activity stays inside', { type: activity.type, name: activity.name });
        responses.push({ id: '' });
      } else {
        const stored = await this.#log.appendOutbound(key, 'bot', activity as ActivityBody);
        this.#delivery.deliver(key, [stored]);
        responses.push({ id: activityId(key.conversationId, stored.sequence) });
      }
    }
    return responses;
  }

  /** A message of the bot's own: `key` names the conversation, since a reference does not name the shop. */
  async sendProactively(key: ConversationKey, activity: Partial<Activity>): Promise<void> {
    const context = new TurnContext(this, { type: 'event', channelId: 'directline' });
    context.turnState.set(conversationKey, key);
    await this.runMiddleware(context, async (inner) => {
      await inner.sendActivity(activity);
    });
  }

  override updateActivity(): Promise<undefined> {
    return Promise.reject(new Error('Direct Line cannot change an activity that was sent'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('Direct Line cannot take an activity back'));
  }

  override continueConversation(
    _reference: Partial<ConversationReference>,
    _logic: (revocableContext: TurnContext) => Promise<void>,
  ): Promise<void> {
    return Promise.reject(new Error('use sendProactively: a conversation reference does not name the shop'));
  }
}
