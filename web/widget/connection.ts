import type { WidgetTokenRequest, WidgetTokenResponse } from '../../core/contracts/widget.ts';
import { type Activity, sequenceOf } from './activity.ts';
import { type Outgoing, SendError } from './outgoing.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { uploadRequest } from './upload-request.ts';

/** 'refused': the server knows neither shop nor identity; trying again would not help. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'refused';

export interface ConnectionEvents {
  /** Each stored activity once, in the order of the conversation; typing activities as they come. */
  onActivities(activities: readonly Activity[]): void;
  onState(state: ConnectionState): void;
  /** The token that names the conversation, whenever it is new: to be kept for the next page. */
  onSession(session: WidgetTokenResponse): void;
}

/** An acknowledged activity that the stream does not show within this time: the socket is dead, whatever it says. */
const echoWithinMs = 3_000;
const quietMs = 60_000;
const socketOpensWithinMs = 5_000;
const answerWithinMs = 10_000;
/** Stream URLs live for 60 s. */
const streamUrlFreshMs = 30_000;

/**
 * One conversation over Direct Line: opens it, follows its stream, resumes by watermark after every break.
 *
 * states: closed -> connecting -> online -> offline -> connecting ... -> closed; connecting -> refused
 */
export class Connection {
  readonly #origin: string;
  readonly #events: ConnectionEvents;
  #request: WidgetTokenRequest;
  /** One at a time, shared by stream and sending: two would be two conversations. */
  #session: Promise<WidgetTokenResponse> | null = null;
  #conversationId: string | undefined;
  #token = '';
  #streamUrl: { readonly url: string; readonly at: number } | null = null;
  #socket: WebSocket | null = null;
  #heardAt = 0;
  #watermark = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #connecting = false;
  #closed = true;
  /** Somebody looks at the chat. */
  watched = false;

  constructor(origin: string, request: WidgetTokenRequest, events: ConnectionEvents) {
    this.#origin = origin;
    this.#request = request;
    this.#conversationId = request.resume?.conversationId;
    this.#events = events;
  }

  open(): void {
    if (!this.#closed) {
      this.wake();
      return;
    }
    this.#closed = false;
    addEventListener('online', this.#back);
    addEventListener('offline', this.#gone);
    void this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    removeEventListener('online', this.#back);
    removeEventListener('offline', this.#gone);
    this.#forget();
  }

  /** Tries at once, where a try is due later, or where nothing was heard for long. */
  wake(): void {
    if (this.#closed || this.#connecting) return;
    // A socket that slept with its machine may be dead without knowing it.
    if (this.#socket && Date.now() - this.#heardAt < quietMs) return;
    this.#forget();
    clearTimeout(this.#retry);
    void this.#connect();
  }

  /** Asks for the session anew, under another language: the shop has a name in each. */
  async speak(language: WidgetTokenRequest['language']): Promise<void> {
    this.#request = { ...this.#request, ...(language && { language }) };
    if (!this.#session) return;
    this.#session = null;
    await this.#openSession().catch(() => {});
  }

  /**
   * Sends one activity; resolves when the server has stored it.
   * @throws SendError when it could not be stored: keep it and send it again, under the same id.
   */
  async send(outgoing: Outgoing, onProgress: (share: number) => void): Promise<void> {
    const { id: clientActivityID, file, ...activity } = outgoing;
    const body = { ...activity, channelData: { clientActivityID } };
    const stored = await this.#inSession<{ id?: string }>((path) =>
      file
        ? uploadRequest(`${this.#origin}${path}/upload`, this.#token, body, file, onProgress)
        : this.#json('POST', `${path}/activities`, body),
    );
    this.#expectEcho(sequenceOf(stored.id));
  }

  /** Tells that everything up to here was looked at. */
  read(sequence: number): void {
    if (this.#socket?.readyState === 1) this.#socket.send(String(sequence));
  }

  readonly #back = () => this.wake();
  readonly #gone = () => this.#drop(this.#socket);

  async #connect(): Promise<void> {
    this.#connecting = true;
    this.#events.onState('connecting');
    try {
      const url = await this.#inSession((path) => this.#freshStreamUrl(path));
      this.#connecting = false;
      if (!this.#closed) this.#follow(url);
    } catch (error) {
      this.#connecting = false;
      const { status, retryAfterMs, message } =
        error instanceof SendError ? error : new SendError(0, String(error));
      const refused = [400, 403, 404].includes(status);
      if (refused) console.error(`Mainstay: ${message}`);
      this.#reconnectLater(refused ? 300_000 : retryAfterMs, refused ? 'refused' : 'offline');
    }
  }

  #follow(streamUrl: string): void {
    const socket = new WebSocket(streamUrl);
    this.#socket = socket;
    const impatience = setTimeout(() => this.#drop(socket), socketOpensWithinMs);
    this.#heardAt = Date.now();
    socket.onopen = () => {
      clearTimeout(impatience);
      this.#failures = 0;
      this.#events.onState('online');
    };
    socket.onmessage = ({ data }) => {
      this.#heardAt = Date.now();
      if (data) this.#receive(JSON.parse(data));
    };
    socket.onclose = () => {
      clearTimeout(impatience);
      this.#drop(socket);
    };
  }

  #drop(socket: WebSocket | null): void {
    if (!socket || this.#socket !== socket) return;
    this.#forget();
    this.#reconnectLater(0, 'offline');
  }

  /** close() alone may wait long for an answer that a dead line does not give: from here on nobody listens to it. */
  #forget(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #receive({ activities = [], watermark }: { activities?: Activity[]; watermark?: string }): void {
    // A stream that overlaps what we have seen shows nothing twice.
    const fresh = activities.filter(
      ({ id }) => (sequenceOf(id) ?? Number.POSITIVE_INFINITY) > this.#watermark,
    );
    const sequences = activities.map(({ id }) => sequenceOf(id) ?? 0);
    this.#watermark = Math.max(this.#watermark, Number(watermark) || 0, ...sequences);
    if (fresh.length > 0) this.#events.onActivities(fresh);
  }

  #reconnectLater(leastMs: number, state: 'offline' | 'refused'): void {
    if (this.#closed) return;
    this.#failures++;
    this.#events.onState(state);
    clearTimeout(this.#retry);
    const delayMs = Math.max(leastMs, reconnectDelayMs(this.#failures, Math.random(), this.watched));
    this.#retry = setTimeout(() => void this.#connect(), delayMs);
  }

  #expectEcho(sequence: number | null): void {
    const socket = this.#socket;
    setTimeout(() => {
      if (sequence !== null && this.#watermark < sequence) this.#drop(socket);
    }, echoWithinMs);
  }

  #openSession(): Promise<WidgetTokenResponse> {
    this.#session ??= this.#json<WidgetTokenResponse>('POST', '/api/widget/token', this.#request, false)
      .then((session) => {
        const { conversationId, token, streamUrl } = session;
        if (this.#conversationId !== conversationId) this.#watermark = 0;
        this.#conversationId = conversationId;
        this.#token = token;
        this.#streamUrl = { url: streamUrl, at: Date.now() };
        this.#request = { ...this.#request, resume: { conversationId, token } };
        this.#events.onSession(session);
        return session;
      })
      .catch((error) => {
        this.#session = null;
        throw error;
      });
    return this.#session;
  }

  /** Calls with the conversation's path; once more with a new token when the server no longer takes the old one. */
  async #inSession<T>(call: (path: string) => Promise<T>): Promise<T> {
    const attempt = async () => {
      const { conversationId } = await this.#openSession();
      return call(`/v3/directline/conversations/${conversationId}`);
    };
    return attempt().catch((error) => {
      if (!this.#session || ![401, 403, 404].includes(error.status)) throw error;
      this.#session = null;
      return attempt();
    });
  }

  async #freshStreamUrl(path: string): Promise<string> {
    const kept = this.#streamUrl;
    this.#streamUrl = null;
    if (kept && Date.now() - kept.at < streamUrlFreshMs) return `${kept.url}&watermark=${this.#watermark}`;
    const fresh = await this.#json<{ streamUrl: string; token: string }>(
      'GET',
      `${path}?watermark=${this.#watermark}`,
    );
    this.#token = fresh.token;
    return fresh.streamUrl;
  }

  async #json<T>(method: string, path: string, body?: unknown, authorized = true): Promise<T> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(authorized && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    }).catch((cause) => {
      throw new SendError(0, String(cause));
    });
    if (response.ok) return response.json();
    const said = await response.json().catch(() => null);
    const retryAfterMs = 1_000 * Math.min(30, Number(response.headers.get('retry-after')) || 0);
    throw new SendError(
      response.status,
      said?.error?.message ?? `the server answered ${response.status}`,
      retryAfterMs,
    );
  }
}
