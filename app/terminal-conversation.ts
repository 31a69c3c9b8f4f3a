import { PostgresShopperDirectory } from '../adapters/postgres/conversation-identity.ts';
import { Database } from '../adapters/postgres/database.ts';
import type { ActivityBody } from '../bot/ports/conversation-store.ts';
import { noTurnMetrics } from '../bot/ports/turn-metrics.ts';
import { NotFoundError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import { startTextModels } from '../nlp/text-models.ts';
import { composeServices, type Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { openDatabase } from './open-database.ts';
import { prepareShops } from './prepare-shops.ts';
import { noProgress, type Progress } from './progress.ts';

export interface TerminalConversation {
  readonly id: string;
  /**
   * Stores an activity, answers it in this process, and resolves with the replies.
   * @param onPart told of the first reply while it is written: all of it so far.
   */
  send(
    activity: ActivityBody & { clientActivityId: string },
    onPart?: (text: string) => void,
  ): Promise<readonly ActivityBody[]>;
  close(): Promise<void>;
}

/** The shopper is trusted to be who `as` says: whoever can run this command can read the database. */
export interface TerminalShopper {
  readonly shop: string;
  /** The shop's own id of the shopper; left out: an anonymous visitor. */
  readonly as?: string;
}

export interface TerminalBot {
  /** A new conversation. @throws NotFoundError for a shop or a shopper that does not exist. */
  converse(who: TerminalShopper): Promise<Omit<TerminalConversation, 'close'>>;
  close(): Promise<void>;
}

/**
 * A conversation of the channel "terminal"; closing it closes the bot.
 * @throws NotFoundError for a shop or a shopper that does not exist.
 */
export async function openTerminalConversation(
  config: Config,
  logger: Logger,
  who: TerminalShopper,
  progress: Progress = noProgress,
): Promise<TerminalConversation> {
  const bot = await openTerminalBot(config, logger, progress);
  try {
    return { ...(await bot.converse(who)), close: bot.close };
  } catch (error) {
    progress.close();
    await bot.close();
    throw error;
  }
}

/** Everything that the server has but HTTP; beside a running server it shares its database. */
export async function openTerminalBot(
  config: Config,
  logger: Logger,
  progress: Progress = noProgress,
): Promise<TerminalBot> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  try {
    const opening = progress.begin('Opening the database');
    const opened = await openDatabase(config, { share: true });
    undo.push(() => opened.close());
    opening.end();
    const loading = progress.begin('Loading the models');
    const models = await startTextModels({ device: config.MODEL_DEVICE, workers: 1, logger });
    undo.push(() => models.close());
    loading.end();
    const database = new Database({ connectionString: opened.connectionString, maxConnections: 6 });
    undo.push(() => database.close());
    const services = composeServices({ config, database, models, metrics: noTurnMetrics, logger });
    undo.push(() => services.close());
    await prepareShops({
      config,
      connectionString: opened.connectionString,
      database,
      services,
      progress,
    });
    return { converse: (who) => converseIn(database, services, who), close };
  } catch (error) {
    progress.close();
    await close();
    throw error;
  }
}

async function converseIn(
  database: Database,
  services: Services,
  who: TerminalShopper,
): Promise<Omit<TerminalConversation, 'close'>> {
  const directory = new PostgresShopperDirectory(database);
  if (!(await directory.shop(who.shop))) throw new NotFoundError(`there is no shop "${who.shop}"`);
  if (who.as !== undefined && !(await directory.hasShopper(who.shop, who.as)))
    throw new NotFoundError(
      `shop "${who.shop}" has no shopper "${who.as}"; --as takes the shop's own id of one, such as demo-loyal`,
    );
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
    async send({ clientActivityId, ...activity }, onPart = () => {}) {
      const { stored } = await services.store.appendInbound(key, {
        clientActivityId,
        activity,
        needsTurn: true,
      });
      const replies = await services.turns.answerPending(key, [stored], {
        committed() {},
        part: ({ text }) => onPart(text ?? ''),
      });
      return replies.map((reply) => reply.activity);
    },
  };
}
