import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import {
  BadInputError,
  ForbiddenError,
  MainstayError,
  NotFoundError,
  OverloadedError,
  RateLimitedError,
} from '../../core/errors.ts';
import type { ConversationSockets } from './conversation-sockets.ts';
import { denyOther } from './scope.ts';
import type { DirectLineTokens } from './tokens.ts';
import { parseWatermark } from './wire-activity.ts';

export interface StreamServerOptions {
  readonly maxSockets?: number;
  readonly maxSocketsPerConversation?: number;
  readonly maxSocketsPerAddress?: number;
  readonly pingEveryMs?: number;
}

const path = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** A socket that does not take this much in a ping's interval is not read by anybody. */
const stuckBytes = 4_194_304;

/**
 * GET /v3/directline/conversations/:id/stream?t=TOKEN&watermark=N as a WebSocket. Clients send empty
 * keep-alive frames and, ours, the sequence up to which the shopper has read; activities come by POST.
 */
export class StreamServer {
  readonly #tokens: DirectLineTokens;
  readonly #sockets: ConversationSockets;
  readonly #log: ConversationLog;
  readonly #statusOf: (error: unknown) => number;
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #countByAddress = new Map<string, number>();
  readonly #options: Required<StreamServerOptions>;
  readonly #server: WebSocketServer;
  readonly #alive = new WeakMap<WebSocket, boolean>();
  readonly #pinger: NodeJS.Timeout;

  constructor(
    parts: {
      tokens: DirectLineTokens;
      sockets: ConversationSockets;
      log: ConversationLog;
      /** HTTP status for an error of ours. */
      statusOf: (error: unknown) => number;
      /** What counts as one client. */
      addressOf: (request: IncomingMessage) => string;
    },
    options: StreamServerOptions = {},
  ) {
    this.#tokens = parts.tokens;
    this.#sockets = parts.sockets;
    this.#log = parts.log;
    this.#statusOf = parts.statusOf;
    this.#addressOf = parts.addressOf;
    this.#options = {
      maxSockets: options.maxSockets ?? 10_000,
      maxSocketsPerConversation: options.maxSocketsPerConversation ?? 10,
      maxSocketsPerAddress: options.maxSocketsPerAddress ?? 1_000,
      pingEveryMs: options.pingEveryMs ?? 15_000,
    };
    this.#server = new WebSocketServer({ noServer: true, maxPayload: 65_536, perMessageDeflate: false });
    this.#pinger = setInterval(() => this.#ping(), this.#options.pingEveryMs);
    this.#pinger.unref();
  }

  /** Takes over the upgrades of this server that are ours, and refuses all others. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => {});
      this.#open(request, socket, head).catch((error) => refuse(socket, this.#statusOf(error), error));
    });
  }

  /** Cuts every socket without a word, as a network does. Clients come back with their watermark. */
  dropAll(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  /** Closes every socket with "going away": clients reconnect, at another replica. */
  close(): void {
    clearInterval(this.#pinger);
    for (const client of this.#server.clients) client.close(1001, 'server stops');
    this.#server.close();
  }

  async #open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = addressOf(request);
    const conversationId = path.exec(url.pathname)?.[1];
    if (conversationId === undefined) throw new NotFoundError('there is no stream here');
    const scope = await this.#tokens.verify(url.searchParams.get('t') ?? '', 'stream', 'conversation');
    await denyOther(this.#log, scope, conversationId);
    const watermark = parseWatermark(url.searchParams.get('watermark') ?? undefined);
    if (this.#sockets.count >= this.#options.maxSockets)
      throw new OverloadedError('too many open sockets at this server', 5);
    if (this.#sockets.countIn(conversationId) >= this.#options.maxSocketsPerConversation)
      throw new ForbiddenError('too many open sockets in this conversation');
    const address = this.#addressOf(request);
    if ((this.#countByAddress.get(address) ?? 0) >= this.#options.maxSocketsPerAddress)
      throw new RateLimitedError('too many open sockets from this address', 30);
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#alive.set(client, true);
      const { read, leave } = this.#sockets.join(scope, wireOf(client), watermark);
      this.#count(address, 1);
      client.on('pong', () => this.#alive.set(client, true));
      client.on('message', (data) => {
        this.#alive.set(client, true);
        const text = String(data);
        if (/^\d{1,12}$/.test(text)) read(Number(text));
      });
      client.on('error', () => client.terminate());
      client.on('close', () => {
        leave();
        this.#count(address, -1);
      });
    });
  }

  #count(address: string, change: number): void {
    const open = (this.#countByAddress.get(address) ?? 0) + change;
    if (open === 0) this.#countByAddress.delete(address);
    else this.#countByAddress.set(address, open);
  }

  #ping(): void {
    for (const client of this.#server.clients) {
      if (!this.#alive.get(client) || client.bufferedAmount > stuckBytes) {
        client.terminate();
        continue;
      }
      this.#alive.set(client, false);
      client.ping();
    }
  }
}

/** @throws BadInputError: a request line may hold anything. */
function addressOf(request: IncomingMessage): URL {
  const base = 'http://localhost';
  if (!URL.canParse(request.url ?? '/', base))
    throw new BadInputError('the address of the stream is not one');
  return new URL(request.url ?? '/', base);
}

function wireOf(client: WebSocket) {
  return {
    send: (text: string) =>
      new Promise<void>((resolve, reject) => {
        client.send(text, (error) => (error ? reject(error) : resolve()));
      }),
    get waitingBytes() {
      return client.bufferedAmount;
    },
  };
}

function refuse(socket: Duplex, status: number, error: unknown): void {
  const known = error instanceof MainstayError;
  const body = JSON.stringify({
    error: {
      code: known ? error.code : 'internal',
      message: known ? error.message : 'something went wrong here',
    },
  });
  const retries = error instanceof OverloadedError || error instanceof RateLimitedError;
  const retry = retries ? `retry-after: ${error.retryAfterS}\r\n` : '';
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: application/json\r\n${retry}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
