import { DeskLive } from '../adapters/http/desk/desk-live.ts';
import { deskRouter } from '../adapters/http/desk/desk-router.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { returnConversations } from '../adapters/postgres/desk-leaving.ts';
import { DeskService } from '../adapters/postgres/desk-service.ts';
import { DeskWork } from '../adapters/postgres/desk-work.ts';
import type { PostgresHints } from '../adapters/postgres/hints.ts';
import type { PersonRemoved } from '../adapters/postgres/people-changes.ts';
import { agentSources } from '../bot/handoff/agent-sources.ts';
import { suggestReply } from '../bot/handoff/suggest-reply.ts';
import type { Delivery } from '../bot/ports/delivery.ts';
import type { TurnParts } from '../bot/turn-parts.ts';
import type { Logger } from '../core/logger.ts';

export interface Desk {
  readonly router: ReturnType<typeof deskRouter>;
  /** Puts what a removed person holds back into the queue. */
  readonly removed: PersonRemoved;
  start(): void;
  stop(): Promise<void>;
}

/** The agents' desk: what they do, what goes on behind it, and its live stream, on the same parts as the bot's turns. */
export function composeDesk(parts: {
  database: Database;
  turn: TurnParts;
  delivery: Delivery;
  hints: PostgresHints;
  logger: Logger;
}): Desk {
  const { database, turn, delivery, hints, logger } = parts;
  const service = new DeskService({
    ...turn,
    database,
    deliver: (key, activities) => delivery.deliver(key, activities),
    sourcesFor: (shopId, text) => agentSources(turn, shopId, text),
  });
  const work = new DeskWork({
    database,
    requestOf: (tx, key) => service.requestOf(tx, key),
    deliver: (key, activities) => delivery.deliver(key, activities),
    logger,
  });
  const live = new DeskLive({ database, source: hints, logger });
  hints.onSignal((signal) => {
    if (signal.kind === 'typing' && signal.who === 'agent') delivery.typing(signal);
  });
  const router = deskRouter({
    ...turn,
    database,
    service,
    live,
    suggest: (key) => suggestReply(turn, key),
    signal: (signal) => hints.signal(signal),
  });
  return {
    router,
    async removed(tx, userId) {
      const returned = await returnConversations(tx, userId, (inner, key) => service.requestOf(inner, key));
      return {
        conversations: returned.length,
        committed() {
          for (const { key, activities } of returned) delivery.deliver(key, activities);
        },
      };
    },
    start() {
      work.start();
      live.start();
    },
    async stop() {
      live.stop();
      await work.stop();
    },
  };
}
