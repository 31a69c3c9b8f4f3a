import type { MessageExtras } from '../../core/contracts/message.ts';
import type { OutcomeEvent, ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Language, WidgetTokenRequest, WidgetTokenResponse } from '../../core/contracts/widget.ts';
import { type Activity, sequenceOf } from './activity.ts';
import { Connection, type ConnectionState } from './connection.ts';
import { OfferStates } from './offer-states.ts';
import { Outbox, type OutboxEntry } from './outbox.ts';
import type { Outgoing } from './outgoing.ts';
import { randomId } from './random-id.ts';
import type { ResolvedSettings } from './settings.ts';
import { type KeyValueStore, readJson, writeJson } from './storage.ts';
import { type PartialReply, StreamMerge } from './stream-merge.ts';

/** One message as it is shown. */
export interface Item {
  /** The client's own id where there is one, so that a message keeps its place when it is stored. */
  readonly key: string;
  readonly activity: Activity;
  readonly own: boolean;
  /** Where it stands on its way out; undefined once the conversation has it. */
  readonly pending?: OutboxEntry;
}

export interface ConversationListener {
  /** A message is new, or changed. */
  onItem(item: Item): void;
  onPartial(partial: PartialReply | null): void;
  onTyping(): void;
  onState(state: ConnectionState): void;
  onShopName(name: string): void;
  /** The server began a new conversation; what was shown is not part of it. */
  onCleared(): void;
}

interface Kept {
  readonly conversationId: string;
  readonly token: string;
  readonly shopName: string;
}

/** One person's conversation: what was said, what is on its way out, and what the browser keeps of it over pages. */
export class Conversation {
  readonly offers = new OfferStates();
  readonly #listener: ConversationListener;
  readonly #store: KeyValueStore;
  readonly #prefix: string;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #streams = new StreamMerge();
  readonly #reported = new Set<string>();
  #items: Item[] = [];
  #language: Language;
  #newest = 0;

  constructor(
    settings: ResolvedSettings,
    language: Language,
    store: KeyValueStore,
    listener: ConversationListener,
  ) {
    const { shop, identifier, identifierHash, thread } = settings;
    this.#language = language;
    this.#store = store;
    this.#listener = listener;
    const visitorId = visitorOf(store, shop);
    this.#prefix = `mainstay:${shop}:${identifier === null ? `visitor:${visitorId}` : `customer:${identifier}`}:`;
    const kept = this.#kept;
    const request: WidgetTokenRequest = {
      shop,
      language,
      visitorId,
      ...(identifier !== null && { identifier }),
      ...(identifierHash !== null && { identifierHash }),
      ...(thread && { thread }),
      ...(kept && { resume: { conversationId: kept.conversationId, token: kept.token } }),
    };
    this.#connection = new Connection(settings.origin, request, {
      onActivities: (activities) => {
        for (const activity of activities) this.#receive(activity);
      },
      onState: (state) => {
        if (state === 'online') this.#outbox.wake();
        else this.#endStreams();
        listener.onState(state);
      },
      onSession: (session) => this.#keep(session),
    });
    this.#outbox = new Outbox({
      store,
      key: `${this.#prefix}outbox`,
      send: (outgoing, onProgress) => this.#connection.send(outgoing, onProgress),
      onChange: (entry) => this.#onOutbox(entry),
      now: () => Date.now(),
      jitter: () => Math.random(),
    });
  }

  /** True when the browser remembers a conversation of this person. */
  get begun(): boolean {
    return this.#kept !== null || this.#outbox.entries.length > 0;
  }

  get shopName(): string {
    return this.#kept?.shopName ?? '';
  }

  /** What was said, then what is on its way out. */
  get items(): readonly Item[] {
    return [...this.#items, ...this.#outbox.entries.map(pendingItem).filter((item) => item !== null)];
  }

  get unread(): number {
    const read = Number(this.#store.getItem(`${this.#prefix}read`)) || 0;
    return this.#items.filter(({ own, activity }) => !own && (sequenceOf(activity.id) ?? 0) > read).length;
  }

  get draft(): string {
    return this.#store.getItem(`${this.#prefix}draft`) ?? '';
  }

  set draft(text: string) {
    if (text === '') this.#store.removeItem(`${this.#prefix}draft`);
    else this.#store.setItem(`${this.#prefix}draft`, text);
  }

  set watched(watched: boolean) {
    this.#connection.watched = watched;
  }

  open(): void {
    this.#connection.open();
    this.#outbox.wake();
  }

  close(): void {
    this.#connection.close();
    this.#outbox.close();
    this.offers.unwatch();
  }

  speak(language: Language): void {
    this.#language = language;
    void this.#connection.speak(language);
  }

  say(text: string): void {
    this.#send({ type: 'message', text });
  }

  act(value: ShopperAction | object): void {
    this.#send({ type: 'message', value });
  }

  upload(file: File): void {
    this.#send({ type: 'message', file });
  }

  retry(id: string): void {
    this.#connection.wake();
    this.#outbox.retry(id);
  }

  /** Says once in this conversation what became of a card. */
  report(value: OutcomeEvent): void {
    const id = `outcome:${value.kind}:${value.decisionId}:${value.ref}`;
    if (this.#reported.has(id)) return;
    this.#reported.add(id);
    this.#send({ id, type: 'event', name: 'mainstay/outcome', value });
  }

  markRead(): void {
    if (this.#newest <= 0) return;
    this.#store.setItem(`${this.#prefix}read`, String(this.#newest));
    this.#connection.read(this.#newest);
  }

  #send(outgoing: Omit<Outgoing, 'id' | 'locale'> & { id?: string }): void {
    this.offers.apply(outgoing.value);
    this.#outbox.add({ id: randomId(), locale: this.#language, ...outgoing });
    this.#connection.open();
  }

  #receive(activity: Activity): void {
    if (this.#streams.takePart(activity)) {
      this.#listener.onPartial(this.#streams.current);
      return;
    }
    if (activity.type === 'typing') this.#listener.onTyping();
    this.#newest = Math.max(this.#newest, sequenceOf(activity.id) ?? 0);
    const own = activity.from?.role === 'user';
    const clientId = activity.channelData?.clientActivityID;
    if (own && clientId) {
      this.#outbox.confirm(clientId);
      this.#reported.add(clientId);
    }
    if (activity.type !== 'message') return;
    if (own) this.offers.apply(activity.value);
    else {
      this.#streams.finish(activity);
      this.#listener.onPartial(this.#streams.current);
    }
    const item = { key: (own && clientId) || activity.id || randomId(), activity, own };
    this.#items.push(item);
    this.#listener.onItem(item);
  }

  #onOutbox(entry: OutboxEntry): void {
    if (entry.state === 'refused') this.offers.apply(entry.outgoing.value, true);
    const item = pendingItem(entry);
    if (item) this.#listener.onItem(item);
  }

  /** Parts that were under way went down with the connection. */
  #endStreams(): void {
    this.#streams.clear();
    this.#listener.onPartial(null);
  }

  #keep({ conversationId, token, shopName }: WidgetTokenResponse): void {
    const before = this.#kept?.conversationId;
    writeJson(this.#store, `${this.#prefix}session`, { conversationId, token, shopName } satisfies Kept);
    this.#listener.onShopName(shopName);
    if (before === conversationId) return;
    if (before !== undefined) {
      this.#items = [];
      this.#newest = 0;
      this.#reported.clear();
      this.#store.removeItem(`${this.#prefix}read`);
      this.#listener.onCleared();
    }
    this.#send({ id: `open:${conversationId}`, type: 'event', name: 'mainstay/open' });
  }

  get #kept(): Kept | null {
    return readJson<Kept>(this.#store, `${this.#prefix}session`);
  }
}

/** What extras a message carries; none when the sender is not the server. */
export function extrasOf({ own, activity }: Item): MessageExtras {
  return (!own && activity.channelData?.mainstay) || {};
}

/** A message on its way out as an item; null for events, which nobody sees. */
function pendingItem(entry: OutboxEntry): Item | null {
  const { id, type, text, value, locale, file } = entry.outgoing;
  if (type !== 'message') return null;
  const activity: Activity = {
    type,
    timestamp: new Date(entry.at).toISOString(),
    value,
    ...(text !== undefined && { text }),
    ...(locale !== undefined && { locale }),
    // When it is night for the shopper: nothing is written to them then.
    localTimezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(file && { attachments: [{ contentType: 'file', name: file.name }] }),
  };
  return { key: id, activity, own: true, pending: entry };
}

function visitorOf(store: KeyValueStore, shop: string): string {
  const key = `mainstay:${shop}:visitor`;
  const id = store.getItem(key) ?? randomId();
  store.setItem(key, id);
  return id;
}
