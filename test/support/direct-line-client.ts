import { WebSocket } from 'ws';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server says
  readonly body: any;
}

/** Plain HTTP, as a client that follows the protocol's page and nothing else would speak it. */
export class DirectLineClient {
  readonly origin: string;
  constructor(origin: string) {
    this.origin = origin;
  }

  async call(
    method: string,
    path: string,
    bearer: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      ...(signal ? { signal } : {}),
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Starts a conversation with a secret, a site key or a token. */
  async start(
    bearer: string,
    body: unknown = {},
  ): Promise<{ conversationId: string; token: string; streamUrl: string }> {
    const answer = await this.call('POST', '/v3/directline/conversations', bearer, body);
    if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  post(conversationId: string, token: string, activity: unknown, signal?: AbortSignal): Promise<Answer> {
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    return this.call('POST', path, token, activity, {}, signal);
  }

  activities(conversationId: string, token: string, watermark = ''): Promise<Answer> {
    return this.call(
      'GET',
      `/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`,
      token,
    );
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export type Wire = any;

/** A socket on a conversation's stream, with everything that came over it but typing. */
export class StreamListener {
  readonly received: Wire[] = [];
  readonly typing: Wire[] = [];
  watermark = '';
  readonly socket: WebSocket;
  #waiters: (() => void)[] = [];

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data) => {
      const text = data.toString();
      if (text === '') return;
      const set = JSON.parse(text);
      this.watermark = set.watermark;
      for (const activity of set.activities)
        (activity.type === 'typing' ? this.typing : this.received).push(activity);
      for (const wake of this.#waiters.splice(0)) wake();
    });
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('unexpected-response', (_request, response) =>
        reject(new Error(`${response.statusCode}`)),
      );
      this.socket.once('error', reject);
    });
  }

  /** Resolves when as many activities have come. */
  async until(count: number): Promise<Wire[]> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#waiters.push(resolve));
    return this.received;
  }

  close(): void {
    this.socket.close();
  }
}
