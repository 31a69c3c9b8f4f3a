import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

export interface Posted {
  readonly status: number;
  readonly retryAfter: boolean;
  /** From sending the request to the whole answer. */
  readonly milliseconds: number;
}

/** One conversation over Direct Line: posts by HTTP, replies by WebSocket. */
export class Talk {
  readonly #origin: string;
  readonly #id: string;
  readonly #token: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, () => void>();
  readonly #own = new Map<string, string>();
  #sent = 0;

  private constructor(origin: string, id: string, token: string, socket: WebSocket) {
    this.#origin = origin;
    this.#id = id;
    this.#token = token;
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(data.toString()));
  }

  /** @param identifier the shop's customer id of who talks. */
  static async open(origin: string, secret: string, identifier: string): Promise<Talk> {
    const answer = await call(origin, '/v3/directline/conversations', secret, JSON.stringify({ identifier }));
    if (answer.status > 201)
      throw new Error(`a conversation was refused with ${answer.status}: ${answer.text}`);
    const { conversationId, token, streamUrl } = JSON.parse(answer.text);
    const socket = new WebSocket(streamUrl);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new Talk(origin, conversationId, token, socket);
  }

  /** Posts a message; `answered` resolves with the milliseconds until the first reply to it. Rejected: never. */
  async say(text: string): Promise<{ posted: Posted; answered: Promise<number> }> {
    const name = `m${this.#sent++}`;
    const begun = performance.now();
    const answered = new Promise<number>((resolve) => {
      this.#waiting.set(name, () => resolve(performance.now() - begun));
    });
    const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID: name } });
    const path = `/v3/directline/conversations/${this.#id}/activities`;
    const { status, retryAfter } = await call(this.#origin, path, this.#token, body);
    if (status !== 200) this.#waiting.delete(name);
    return { posted: { status, retryAfter, milliseconds: performance.now() - begun }, answered };
  }

  close(): void {
    this.#socket.terminate();
  }

  #receive(text: string): void {
    if (text === '') return;
    for (const activity of JSON.parse(text).activities) {
      const name = activity.channelData?.clientActivityID;
      if (activity.from?.role === 'user' && name) this.#own.set(activity.id, name);
      const answeredName = this.#own.get(activity.replyToId);
      if (answeredName === undefined) continue;
      this.#own.delete(activity.replyToId);
      this.#waiting.get(answeredName)?.();
      this.#waiting.delete(answeredName);
    }
  }
}

function call(
  origin: string,
  path: string,
  bearer: string,
  body: string,
): Promise<{ status: number; retryAfter: boolean; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      origin + path,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'] !== undefined,
            text,
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
