import type { RequestListener, Server } from 'node:http';
import { join } from 'node:path';
import { createBotFramework } from '../adapters/bot-framework/create-bot-framework.ts';
import { demoShopId } from '../adapters/demo-shop/load-demo-shop.ts';
import { createChannel } from '../adapters/direct-line/create-channel.ts';
import { ExportLinks } from '../adapters/direct-line/export-links.ts';
import { createHttpApp } from '../adapters/http/app.ts';
import { consoleRouter } from '../adapters/http/console/console-router.ts';
import { StopLinks } from '../adapters/http/outreach/stop-links.ts';
import { stopRouter } from '../adapters/http/outreach/stop-router.ts';
import { exportRouter } from '../adapters/http/privacy/export-router.ts';
import { staffPages } from '../adapters/http/staff/staff-pages.ts';
import { storefrontRouter } from '../adapters/http/storefront-router.ts';
import { webChatPage } from '../adapters/http/webchat-page.ts';
import { webhookRouter } from '../adapters/http/webhook-router.ts';
import { noteRead } from '../adapters/postgres/answer-mails.ts';
import { PostgresShopperDirectory } from '../adapters/postgres/conversation-identity.ts';
import { PostgresUploadStore } from '../adapters/postgres/conversation-uploads.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresHints } from '../adapters/postgres/hints.ts';
import { PostgresChannelOutbox } from '../adapters/postgres/outbox.ts';
import { queueLines } from '../adapters/postgres/queue-lines.ts';
import { schemaProblem } from '../adapters/postgres/schema-problem.ts';
import { readStore } from '../adapters/postgres/store-readings.ts';
import type { Metrics } from '../adapters/telemetry/metrics.ts';
import { apology } from '../bot/catalogue/apology.ts';
import type { Delivery } from '../bot/ports/delivery.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { RunShelf } from '../models/train/records/run-shelf.ts';
import type { ServingModels } from '../nlp/serving-models.ts';
import { adsApart } from './ads-apart.ts';
import { analyseReviews } from './analyse-reviews.ts';
import { composeDesk } from './compose-desk.ts';
import { composeImports } from './compose-imports.ts';
import type { Services } from './compose-services.ts';
import { composeStaff } from './compose-staff.ts';
import type { Config } from './config.ts';
import { dryRunApart } from './dry-run-apart.ts';
import { fitValueApart } from './fit-value-apart.ts';
import { pricesApart } from './prices-apart.ts';
import { projectPath } from './project-path.ts';
import { recordOrder } from './record-order.ts';
import { tokenSecret } from './token-secret.ts';

export interface HttpSide {
  /** Brings what was committed to the chat windows that have the conversation open. */
  readonly deliver: Delivery['deliver'];
  readonly listener: RequestListener;
  attach(server: Server): void;
  start(): void;
  /** Takes nothing new and finishes the turns in flight. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

const storefrontPage = {
  path: ['/', '/c/:category', '/p/:product', '/cart', '/orders'],
  file: 'storefront/index.html',
};

/** Everything that speaks HTTP: channels, storefront, pages, health and metrics. */
export async function composeHttp(parts: {
  config: Config;
  connectionString: string;
  database: Database;
  services: Services;
  models: ServingModels;
  metrics: Metrics;
  logger: Logger;
}): Promise<HttpSide> {
  const { config, connectionString, database, services, models, metrics, logger } = parts;
  const secret = await tokenSecret(config);
  const https = config.PUBLIC_ORIGIN?.startsWith('https:') ?? false;
  const hints = new PostgresHints({ connectionString, logger });
  await hints.start();
  const channel = createChannel(
    {
      store: services.store,
      directory: new PostgresShopperDirectory(database),
      uploads: new PostgresUploadStore(database),
      hints,
      handler: services.turns,
      apology,
      metrics,
      logger,
      clock: systemClock,
      onRead: (key, sequence) => {
        noteRead(database, key, sequence).catch((error: unknown) =>
          // The answer then goes out by e-mail as well: no harm.
          logger.warn('what a shopper read could not be noted', { error }),
        );
      },
      queueLines: (keys) =>
        queueLines({ database, shopData: services.turn.shopData, clock: systemClock }, keys),
      onTyping: (key) => hints.signal({ kind: 'typing', who: 'shopper', ...key }),
    },
    {
      tokenSecret: Buffer.from(secret),
      secrets: config.DIRECTLINE_SECRET ? [{ shopId: demoShopId, secret: config.DIRECTLINE_SECRET }] : [],
      publicOrigin: config.PUBLIC_ORIGIN ?? null,
      tokensPerMinute: config.TOKENS_PER_MINUTE,
      tokenBurst: config.TOKENS_PER_MINUTE,
      messagesPerMinute: config.MESSAGES_PER_MINUTE,
      addressMessagesPerMinute: config.ADDRESS_MESSAGES_PER_MINUTE,
      uploadQuota: { files: config.UPLOAD_FILES, bytes: config.UPLOAD_MEGABYTES * 1_048_576 },
      trustedProxies: config.TRUSTED_PROXIES,
      streams: { maxSocketsPerAddress: config.ADDRESS_SOCKETS },
      backlog: config.TURN_BACKLOG,
      turns: { concurrency: config.TURN_CONCURRENCY },
    },
  );
  const botFramework = createBotFramework(
    {
      bot: channel.bot,
      inbox: channel.inbox,
      log: services.store,
      outbox: new PostgresChannelOutbox(database),
      logger,
    },
    {
      shopId: config.MICROSOFT_APP_SHOP,
      credentials: botCredentials(config),
      development: config.BOT_FRAMEWORK_DEVELOPMENT,
    },
  );
  metrics.watch({
    turnBacklog: () => channel.admission.taken,
    models: () => ({
      version: models.modelVersion,
      trial: models.trial?.models.modelVersion ?? null,
      ...models.pool.status,
    }),
    openSockets: () => channel.sockets.count,
    storeReadings: () => readStore(database),
  });
  const storefront = () =>
    storefrontRouter({
      database,
      shopId: demoShopId,
      codes: services.redemptions,
      clock: systemClock,
      sessionSecret: secret,
      https,
      orderPlaced: (tx, order) => recordOrder(tx, services.outcomes, order),
    });
  const desk = composeDesk({ database, turn: services.turn, delivery: channel.sockets, hints, logger });
  const imports = composeImports({
    database,
    connectionString,
    home: config.MAINSTAY_HOME,
    mostBytes: config.IMPORT_MEGABYTES * 1_048_576,
    clock: systemClock,
    logger,
  });
  const staff = composeStaff({
    config,
    database,
    clock: systemClock,
    secret,
    https,
    logger,
    removed: desk.removed,
  });
  const app = createHttpApp({
    logger,
    metrics:
      config.METRICS_PORT > 0 ? null : { registry: metrics.registry, token: config.METRICS_TOKEN ?? null },
    readiness: [
      { name: 'database', check: () => database.query('select 1').then(() => null) },
      { name: 'migrations', check: () => schemaProblem(database) },
      { name: 'models', check: async () => modelProblem(models) },
    ],
    routers: [
      ...(config.DEMO_SHOP ? [{ path: '/api/storefront', router: storefront() }] : []),
      {
        path: '/api/console',
        router: staff.gate.behind(
          ['marketer'],
          consoleRouter({
            database,
            rules: services.rules,
            riskAt: services.riskAt,
            atRisk: services.atRisk,
            clock: systemClock,
            fitValue: async (shopId) => void (await fitValueApart({ connectionString, shopId })),
            imports: imports.parts,
            runs: new RunShelf(join(config.MAINSTAY_HOME, 'runs'), systemClock),
            analyseReviews: async (shopId) =>
              void (await analyseReviews(
                { database, connectionString, reader: services.reviewReader() },
                shopId,
                { now: systemClock.now() },
              )),
            prices: (shopId) =>
              pricesApart({ connectionString, shopId, now: systemClock.now().toISOString() }),
            ads: (shopId) => adsApart({ connectionString, shopId, now: systemClock.now().toISOString() }),
            dryRun: (shopId, request) =>
              dryRunApart({ connectionString, shopId, request, now: systemClock.now().toISOString() }),
          }),
        ),
      },
      { path: '/api/desk', router: staff.gate.behind(['agent'], desk.router) },
      ...staff.routers,
      {
        path: '/outreach',
        router: stopRouter({
          database,
          links: new StopLinks({ secret, origin: config.PUBLIC_ORIGIN ?? '' }),
          clock: systemClock,
        }),
      },
      {
        path: '/privacy',
        router: exportRouter({
          database,
          links: new ExportLinks(Buffer.from(secret)),
          clock: systemClock,
        }),
      },
      { path: '/webhooks', router: webhookRouter({ database, clock: systemClock, logger }) },
      ...channel.routers,
      ...(botFramework?.routers ?? []),
    ],
    webRoot: projectPath('dist/web'),
    pages: [webChatPage, ...staffPages, ...(config.DEMO_SHOP ? [storefrontPage] : [])],
    notFoundPage: config.DEMO_SHOP ? storefrontPage : null,
    https,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  return {
    deliver: (key, activities) => channel.sockets.deliver(key, activities),
    listener: (request, response) => {
      if (!channel.refuseEarly(request, response)) app(request, response);
    },
    attach: (server) => channel.streams.attach(server),
    start() {
      channel.start();
      botFramework?.start();
      desk.start();
      imports.start();
    },
    async drain() {
      await desk.stop();
      await imports.stop();
      await channel.stop();
      await botFramework?.stop();
    },
    async stop() {
      staff.stop();
      await hints.stop();
    },
  };
}

function botCredentials(config: Config) {
  const {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = config;
  if (!appId || !password) return null;
  return { appId, password, type: config.MICROSOFT_APP_TYPE, ...(tenantId && { tenantId }) };
}

function modelProblem({ pool }: ServingModels): string | null {
  return pool.status.ready > 0 ? null : 'no inference worker is ready';
}
