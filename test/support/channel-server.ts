import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Channel,
  type ChannelOptions,
  createChannel,
} from '../../adapters/direct-line/create-channel.ts';
import { createHttpApp } from '../../adapters/http/app.ts';
import type { Page } from '../../adapters/http/pages.ts';
import { noteRead } from '../../adapters/postgres/answer-mails.ts';
import { PostgresShopperDirectory } from '../../adapters/postgres/conversation-identity.ts';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import { PostgresUploadStore } from '../../adapters/postgres/conversation-uploads.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { PostgresHints } from '../../adapters/postgres/hints.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import { testShopId } from './conversations.ts';
import { EchoHandler } from './echo-handler.ts';

export const testTokenSecret = Buffer.from('token secret of the tests, longer than 32 bytes');
export const testDirectLineSecret = 'direct-line-secret-of-the-tests';

export interface ChannelServer {
  readonly origin: string;
  readonly channel: Channel;
  readonly store: PostgresConversationStore;
  stop(): Promise<void>;
}

/** The whole channel on a free port of loopback, with the echo handler unless another is given. */
export async function startChannelServer(
  database: Database,
  connectionString: string,
  given: {
    handler?: (store: PostgresConversationStore) => TurnHandler;
    clock?: Clock;
    port?: number;
    webRoot?: string;
    pages?: readonly Page[];
  } & Partial<ChannelOptions> = {},
): Promise<ChannelServer> {
  const store = new PostgresConversationStore(database);
  const hints = new PostgresHints({ connectionString, logger: silentLogger });
  await hints.start();
  const channel = createChannel(
    {
      store,
      directory: new PostgresShopperDirectory(database),
      uploads: new PostgresUploadStore(database),
      hints,
      handler: given.handler?.(store) ?? new EchoHandler(store),
      apology: (language) => ({ type: 'message', text: `sorry (${language})` }),
      metrics: noTurnMetrics,
      logger: silentLogger,
      clock: given.clock ?? systemClock,
      onRead: (key, sequence) => void noteRead(database, key, sequence),
    },
    {
      tokenSecret: testTokenSecret,
      secrets: [{ shopId: testShopId, secret: testDirectLineSecret }],
      publicOrigin: null,
      tokensPerMinute: 100_000,
      tokenBurst: 100_000,
      messagesPerMinute: 100_000,
      addressMessagesPerMinute: 100_000,
      ...given,
    },
  );
  const app = createHttpApp({
    logger: silentLogger,
    metrics: null,
    readiness: [],
    routers: channel.routers,
    webRoot: given.webRoot ?? 'dist/web',
    pages: given.pages ?? [],
    notFoundPage: null,
    https: false,
    trustedProxies: 0,
  });
  const server = createServer((request, response) => {
    if (!channel.refuseEarly(request, response)) app(request, response);
  });
  channel.streams.attach(server);
  await new Promise<void>((resolve) => server.listen(given.port ?? 0, '127.0.0.1', resolve));
  channel.start();
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    channel,
    store,
    async stop() {
      await channel.stop();
      await hints.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
