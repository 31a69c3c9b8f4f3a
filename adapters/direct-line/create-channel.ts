import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Router } from 'express';
import { Admission } from '../../bot/admission.ts';
import { Inbox } from '../../bot/inbox.ts';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { TurnMetrics } from '../../bot/ports/turn-metrics.ts';
import type { TurnQueue } from '../../bot/ports/turn-queue.ts';
import { MainstayBot } from '../../bot/turn-entry.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';
import { TurnRunner, type TurnRunnerOptions } from '../../bot/turn-runner.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Language } from '../../core/words.ts';
import { addressKey, clientAddress } from '../http/client-address.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { statusOf } from '../http/status-of.ts';
import { AccessKeys } from './access.ts';
import { addressTag } from './address-tag.ts';
import { conversationLimits } from './conversation-limits.ts';
import { ConversationOpener } from './conversation-opener.ts';
import { ConversationSockets } from './conversation-sockets.ts';
import { DirectLineAdapter } from './direct-line-adapter.ts';
import { ExportLinks } from './export-links.ts';
import type { QueueLine } from './queue-line.ts';
import { refuseEarly } from './refuse-early.ts';
import type { ReplicaHints } from './replica-hints.ts';
import { directLineRouter } from './router.ts';
import type { ShopperDirectory } from './shopper-directory.ts';
import { StreamServer, type StreamServerOptions } from './stream-server.ts';
import { DirectLineTokens } from './tokens.ts';
import { UploadLinks, type UploadQuota, type UploadStore } from './uploads.ts';
import { widgetRouter } from './widget-router.ts';

export interface ChannelParts {
  readonly store: ConversationLog & TurnQueue;
  readonly directory: ShopperDirectory;
  readonly uploads: UploadStore;
  readonly hints: ReplicaHints;
  readonly handler: TurnHandler;
  readonly apology: (language: Language | null) => ActivityBody;
  readonly metrics: TurnMetrics;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The shopper writes. */
  readonly onTyping?: (key: ConversationKey) => void;
  /** The shopper has read a person's messages up to here. */
  readonly onRead?: (key: ConversationKey, sequence: number) => void;
  /** Who of these waits for a person, and where they stand. */
  readonly queueLines?: (keys: readonly ConversationKey[]) => Promise<ReadonlyMap<string, QueueLine>>;
}

export interface ChannelOptions {
  /** Signs tokens and upload addresses; the same at every replica; at least 32 bytes. */
  readonly tokenSecret: Uint8Array;
  /** Direct Line secrets of shops, for their servers. */
  readonly secrets: readonly { readonly shopId: string; readonly secret: string }[];
  /** As shoppers reach this server (https://chat.example.com); null: as the request names it. */
  readonly publicOrigin: string | null;
  readonly tokenLifetimeS?: number;
  /** Tokens that one address may ask for. */
  readonly tokensPerMinute?: number;
  readonly tokenBurst?: number;
  /** Messages and events that one conversation, and one address, may send. */
  readonly messagesPerMinute?: number;
  readonly addressMessagesPerMinute?: number;
  readonly maxUploadBytes?: number;
  readonly uploadQuota?: UploadQuota;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies?: number;
  /** Messages accepted and not yet answered; beyond it new ones are refused with 503. */
  readonly backlog?: number;
  readonly turns?: TurnRunnerOptions;
  readonly streams?: StreamServerOptions;
  readonly pollMs?: number;
}

/** The shopper's channel, wired: routers for HTTP, the stream server for upgrades, and the runner behind them. */
export interface Channel {
  readonly inbox: Inbox;
  readonly runner: TurnRunner;
  readonly admission: Admission;
  readonly sockets: ConversationSockets;
  readonly adapter: DirectLineAdapter;
  readonly bot: MainstayBot;
  readonly streams: StreamServer;
  /** To be asked before Express is: true when it answered. */
  readonly refuseEarly: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  start(): void;
  /** Takes nothing new, finishes what was accepted, closes the sockets. */
  stop(): Promise<void>;
}

export function createChannel(parts: ChannelParts, options: ChannelOptions): Channel {
  const { store, logger, clock, metrics, directory } = parts;
  const exports = new ExportLinks(options.tokenSecret);
  const sockets = new ConversationSockets({
    log: store,
    exports,
    hints: parts.hints,
    logger,
    ...(parts.onRead && { onRead: parts.onRead }),
    ...(parts.queueLines && { queueLines: parts.queueLines }),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  });
  const admission = new Admission(options.backlog ?? 64);
  const runner = new TurnRunner(
    { handler: parts.handler, queue: store, delivery: sockets, metrics, logger, apology: parts.apology },
    options.turns,
  );
  const inbox = new Inbox({ log: store, runner, delivery: sockets, metrics, admission });
  const bot = new MainstayBot(inbox, parts.onTyping);
  const adapter = new DirectLineAdapter({ bot, log: store, delivery: sockets, logger });
  const tokens = new DirectLineTokens({
    secret: options.tokenSecret,
    clock,
    ...(options.tokenLifetimeS === undefined ? {} : { lifetimeS: options.tokenLifetimeS }),
  });
  const opener = new ConversationOpener(store, tokens);
  const streams = new StreamServer(
    {
      tokens,
      sockets,
      log: store,
      statusOf,
      addressOf: (request) => addressKey(clientAddress(request, options.trustedProxies ?? 0)),
    },
    options.streams,
  );
  const originOf = (request: Request) =>
    options.publicOrigin ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  const tokenLimit = rateLimit({
    clock,
    perMinute: options.tokensPerMinute ?? 120,
    burst: options.tokenBurst ?? 120,
  });
  const tagOf = (request: Request) => addressTag(options.tokenSecret, addressKey(request.ip));
  const common = { log: store, tokens, opener, directory, originOf, tokenLimit, tagOf };
  const directLine = directLineRouter({
    ...common,
    adapter,
    inbox,
    keys: new AccessKeys(options.tokenSecret, options.secrets, directory),
    uploads: parts.uploads,
    links: new UploadLinks(options.tokenSecret),
    exports,
    limits: conversationLimits({
      clock,
      messagesPerMinute: options.messagesPerMinute ?? 120,
      addressMessagesPerMinute: options.addressMessagesPerMinute ?? 2_400,
    }),
    maxUploadBytes: options.maxUploadBytes ?? 4_194_304,
    uploadQuota: options.uploadQuota ?? { files: 40, bytes: 41_943_040 },
  });
  return {
    inbox,
    runner,
    admission,
    sockets,
    adapter,
    bot,
    streams,
    refuseEarly: refuseEarly(inbox),
    routers: [
      { path: '/v3/directline', router: directLine },
      { path: '/', router: widgetRouter(common) },
    ],
    start() {
      sockets.start();
      runner.start();
    },
    async stop() {
      admission.close();
      await runner.stop();
      sockets.stop();
      streams.close();
    },
  };
}
