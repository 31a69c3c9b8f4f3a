import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoShopId, loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { type Channel, createChannel } from '../../adapters/direct-line/create-channel.ts';
import { createHttpApp, type HttpAppParts } from '../../adapters/http/app.ts';
import type { StaffGate } from '../../adapters/http/staff/staff-gate.ts';
import { staffPages } from '../../adapters/http/staff/staff-pages.ts';
import { PostgresShopperDirectory } from '../../adapters/postgres/conversation-identity.ts';
import { PostgresUploadStore } from '../../adapters/postgres/conversation-uploads.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { PostgresHints } from '../../adapters/postgres/hints.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { queueLines } from '../../adapters/postgres/queue-lines.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { composeDesk, type Desk } from '../../app/compose-desk.ts';
import { composeServices, type Services } from '../../app/compose-services.ts';
import { composeStaff } from '../../app/compose-staff.ts';
import { readConfig } from '../../app/config.ts';
import { apology } from '../../bot/catalogue/apology.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import { systemClock } from '../../core/clock.ts';
import type { StaffRole } from '../../core/contracts/staff.ts';
import { silentLogger } from '../../core/logger.ts';
import type { TextModels } from '../../nlp/text-models.ts';
import { testDirectLineSecret, testTokenSecret } from './channel-server.ts';
import { DirectLineClient, StreamListener } from './direct-line-client.ts';
import { createMember, StaffBrowser } from './staff.ts';

/** The demo shop with people who answer at any hour, so that no test depends on the time of day. */
export async function loadStaffedShop(database: Database, settings: object = {}): Promise<void> {
  const engine = new ZenRuleEngine();
  await loadDemoShop(database, {
    now: new Date(),
    shopperCount: 150,
    prepare: (tx, shop) => seedMoney(tx, { ...shop, engine }),
  });
  await database.query(`update shops set settings = (settings - 'support') || $2 where id = $1`, [
    demoShopId,
    JSON.stringify({ desk: settings }),
  ]);
}

export interface DeskServer {
  readonly origin: string;
  readonly channel: Channel;
  readonly desk: Desk;
  readonly services: Services;
  stop(): Promise<void>;
}

/** One replica: shoppers' channel with the whole bot, sign-in and the desk, on a free port of loopback. */
export async function startDeskServer(
  database: Database,
  connectionString: string,
  models: TextModels,
  given: { readonly webRoot?: string; readonly routers?: (gate: StaffGate) => HttpAppParts['routers'] } = {},
): Promise<DeskServer> {
  const services = composeServices({
    config: readConfig({}),
    database,
    models,
    metrics: noTurnMetrics,
    logger: silentLogger,
  });
  await services.knowledge.refresh(demoShopId, { kinds: ['article'] });
  const hints = new PostgresHints({ connectionString, logger: silentLogger });
  await hints.start();
  const channel = createChannel(
    {
      store: services.store,
      directory: new PostgresShopperDirectory(database),
      uploads: new PostgresUploadStore(database),
      hints,
      handler: services.turns,
      apology,
      metrics: noTurnMetrics,
      logger: silentLogger,
      clock: systemClock,
      queueLines: (keys) =>
        queueLines({ database, shopData: services.turn.shopData, clock: systemClock }, keys),
      onTyping: (key) => hints.signal({ kind: 'typing', who: 'shopper', ...key }),
    },
    {
      tokenSecret: testTokenSecret,
      secrets: [{ shopId: demoShopId, secret: testDirectLineSecret }],
      publicOrigin: null,
      tokensPerMinute: 100_000,
      tokenBurst: 100_000,
      backlog: 200,
    },
  );
  const desk = composeDesk({
    database,
    turn: services.turn,
    delivery: channel.sockets,
    hints,
    logger: silentLogger,
  });
  const staff = composeStaff({
    config: readConfig({}),
    database,
    clock: systemClock,
    secret: 'session secret of the tests, long enough',
    https: false,
    logger: silentLogger,
    removed: desk.removed,
  });
  const app = createHttpApp({
    logger: silentLogger,
    metrics: null,
    readiness: [],
    routers: [
      { path: '/api/desk', router: staff.gate.behind(['agent'], desk.router) },
      ...staff.routers,
      ...channel.routers,
      ...(given.routers?.(staff.gate) ?? []),
    ],
    webRoot: given.webRoot ?? 'dist/web',
    pages: staffPages,
    notFoundPage: null,
    https: false,
    trustedProxies: 0,
  });
  const server = createServer(app);
  channel.streams.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  channel.start();
  desk.start();
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    channel,
    desk,
    services,
    async stop() {
      await desk.stop();
      await channel.stop();
      staff.stop();
      await hints.stop();
      await services.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Somebody who works here, signed in. */
export async function signedIn(
  database: Database,
  origin: string,
  member: { name: string; role?: StaffRole; shopId?: string | null },
): Promise<{ browser: StaffBrowser; id: string }> {
  const { id, email } = await createMember(database, { role: 'agent', shopId: demoShopId, ...member });
  const browser = new StaffBrowser(origin);
  await browser.signIn(email);
  return { browser, id };
}

/** A shopper with a socket open. */
export class TalkingShopper {
  readonly conversationId: string;
  readonly listener: StreamListener;
  readonly #client: DirectLineClient;
  readonly #token: string;

  private constructor(
    client: DirectLineClient,
    started: { conversationId: string; token: string },
    listener: StreamListener,
  ) {
    this.#client = client;
    this.#token = started.token;
    this.conversationId = started.conversationId;
    this.listener = listener;
  }

  /** @param identifier the shop's own customer id; null: a visitor. */
  static async begin(origin: string, identifier: string | null): Promise<TalkingShopper> {
    const client = new DirectLineClient(origin);
    const body = identifier === null ? {} : { identifier };
    const started = await client.start(testDirectLineSecret, body);
    const listener = new StreamListener(started.streamUrl);
    await listener.opened();
    return new TalkingShopper(client, started, listener);
  }

  /** A second window of theirs, as after a reload: the transcript from its beginning. */
  async reconnected(): Promise<StreamListener> {
    const path = `/v3/directline/conversations/${this.conversationId}?watermark=`;
    const { body } = await this.#client.call('GET', path, this.#token);
    const listener = new StreamListener(body.streamUrl);
    await listener.opened();
    return listener;
  }

  async send(activity: string | object): Promise<void> {
    const body = typeof activity === 'string' ? { type: 'message', text: activity } : activity;
    const answer = await this.#client.post(this.conversationId, this.#token, body);
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Messages of others that have come. */
  get heard(): { text: string; from: { name?: string }; channelData?: never }[] {
    return this.listener.received.filter(({ type, from }) => type === 'message' && from.role === 'bot');
  }

  /** The first message of others that fits, once it is there. */
  async hears(what: RegExp | ((message: { text: string }) => boolean), withinMs = 10_000): Promise<never> {
    const fits = (message: { text: string }) =>
      typeof what === 'function' ? what(message) : what.test(message.text);
    const until = Date.now() + withinMs;
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found as never;
      if (Date.now() > until)
        throw new Error(`nobody said ${what}; heard: ${this.heard.map(({ text }) => text).join(' | ')}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  leave(): void {
    this.listener.close();
  }
}
