import { PostgresShopperDirectory } from '../adapters/postgres/conversation-identity.ts';
import { Database } from '../adapters/postgres/database.ts';
import type { ActivityBody } from '../bot/ports/conversation-store.ts';
import { noTurnMetrics } from '../bot/ports/turn-metrics.ts';
import { NotFoundError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import { startTextModels } from '../nlp/text-models.ts';
import { composeServices } from './compose-services.ts';
import type { Config } from './config.ts';
import { openDatabase } from './open-database.ts';
import { prepareShops } from './prepare-shops.ts';

export interface TerminalConversation {
  readonly id: string;
  /** Stores an activity, answers it in this process, and resolves with the replies. */
  send(activity: ActivityBody & { clientActivityId: string }): Promise<readonly ActivityBody[]>;
  close(): Promise<void>;
}

/**
 * A conversation of the channel "terminal" with everything that the server has but HTTP; beside a running server it
 * shares its database.
 * @param who the shopper is trusted to be who `as` says: whoever can run this command can read the database.
 * @throws NotFoundError for a shop that does not exist.
 */
export async function openTerminalConversation(
  config: Config,
  logger: Logger,
  who: { shop: string; as?: string },
): Promise<TerminalConversation> {
  const opened = await openDatabase(config, { share: true });
  const models = await startTextModels({ device: config.MODEL_DEVICE, workers: 1, logger });
  const database = new Database({ connectionString: opened.connectionString, maxConnections: 6 });
  const services = composeServices({ config, database, models, metrics: noTurnMetrics, logger });
  await prepareShops({ config, database, services, say: (line) => process.stderr.write(`${line}\n`) });

  const directory = new PostgresShopperDirectory(database);
  if (!(await directory.shop(who.shop))) throw new NotFoundError(`there is no shop "${who.shop}"`);
  const key = { shopId: who.shop, conversationId: newId() };
  await services.store.open({
    ...key,
    channel: 'terminal',
    shopperId: who.as === undefined ? null : await directory.shopperOf(who.shop, who.as),
    identityVerified: who.as !== undefined,
    visitorId: newId(),
    language: null,
    reference: null,
  });
  return {
    id: key.conversationId,
    async send({ clientActivityId, ...activity }) {
      const { stored } = await services.store.appendInbound(key, {
        clientActivityId,
        activity,
        needsTurn: true,
      });
      const replies = await services.turns.answerPending(key, [stored]);
      return replies.map((reply) => reply.activity);
    },
    async close() {
      await services.close();
      await models.close();
      await database.close();
      await opened.close();
    },
  };
}
