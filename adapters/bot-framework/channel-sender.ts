import type { Activity, CloudAdapter, ConversationReference } from 'botbuilder';
import type { Logger } from '../../core/logger.ts';
import { isInternal } from '../direct-line/wire-activity.ts';
import type { ChannelOutbox, OutgoingActivity } from './channel-outbox.ts';

const batch = 50;
const longestPauseMs = 300_000;

/**
 * Sends what turns committed for other channels. The commit put it into the outbox, so a crash between commit and
 * send is a delay: whoever runs next sends it.
 */
export class ChannelSender {
  readonly #adapter: CloudAdapter;
  readonly #appId: string;
  readonly #outbox: ChannelOutbox;
  readonly #logger: Logger;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: {
    adapter: CloudAdapter;
    appId: string;
    outbox: ChannelOutbox;
    logger: Logger;
    everyMs?: number;
  }) {
    this.#adapter = parts.adapter;
    this.#appId = parts.appId;
    this.#outbox = parts.outbox;
    this.#logger = parts.logger;
    this.#everyMs = parts.everyMs ?? 250;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#working = this.#drain().then(() => {
        if (!this.#stopped) this.start();
      });
    }, this.#everyMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** Sends until nothing is due; a conversation's next activity is due when the one before it is delivered. */
  async #drain(): Promise<void> {
    try {
      for (;;) {
        const claimed = await this.#outbox.claim(batch);
        await Promise.all(claimed.map((outgoing) => this.#send(outgoing)));
        if (claimed.length === 0 || this.#stopped) return;
      }
    } catch (error) {
      this.#logger.warn('the outbox could not be read', { error });
    }
  }

  async #send(outgoing: OutgoingActivity): Promise<void> {
    const { activity, reference, attempts } = outgoing;
    try {
      if (!isInternal(activity.type, activity.name))
        await this.#adapter.continueConversationAsync(
          this.#appId,
          reference as Partial<ConversationReference>,
          async (context) => {
            await context.sendActivity(activity as unknown as Partial<Activity>);
          },
        );
      await this.#outbox.delivered(outgoing);
    } catch (error) {
      const pauseMs = Math.min(longestPauseMs, 500 * 2 ** attempts);
      this.#logger.warn('a channel did not take a reply', {
        conversationId: outgoing.conversationId,
        attempts,
        error,
      });
      await this.#outbox.postpone(outgoing, pauseMs);
    }
  }
}
