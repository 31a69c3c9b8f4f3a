import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { ReplyPart } from '../../bot/ports/delivery.ts';
import type { HandoffState, MessageExtras } from '../../core/contracts/message.ts';
import type { Logger } from '../../core/logger.ts';
import type { ExportLinks } from './export-links.ts';
import type { QueueLine } from './queue-line.ts';
import { activitySet, partActivity, typingActivity, type WireActivity } from './wire-activity.ts';

/** A socket's end that text is written to. */
export interface Wire {
  /** Resolves when the text has left this process; rejects when the socket is closed. */
  send(text: string): Promise<void>;
  /** Bytes that wait to leave. */
  readonly waitingBytes: number;
}

const pageSize = 100;
/** Above this a reader stops taking what is offered and reads from the store at the socket's own pace. */
const slowBytes = 65_536;

/**
 * One socket's place in one transcript. Every activity goes out once and in order, because it goes out only as the
 * successor of the last one sent; anything else (a gap, a slow socket, a hint) makes it read on from the store.
 */
export class SocketReader {
  readonly key: ConversationKey;
  readonly #wire: Wire;
  readonly #log: ConversationLog;
  readonly #exports: ExportLinks;
  readonly #logger: Logger;
  #sent: number;
  /** The newest message of a person that went out here; at first where it resumed, as if that had been one. */
  #person: number;
  #seen = 0;
  /** The place in the queue that was told last: by a message, or by the line beside the transcript. */
  #place: number | null = null;
  #line: { readonly streamId: string; readonly parts: number } | null = null;
  #reading = false;
  #again = false;
  #closed = false;

  constructor(parts: {
    key: ConversationKey;
    wire: Wire;
    watermark: number;
    log: ConversationLog;
    exports: ExportLinks;
    logger: Logger;
  }) {
    this.key = parts.key;
    this.#wire = parts.wire;
    this.#sent = parts.watermark;
    this.#person = parts.watermark;
    this.#log = parts.log;
    this.#exports = parts.exports;
    this.#logger = parts.logger;
  }

  /** Sequence of the last activity that went out. */
  get sent(): number {
    return this.#sent;
  }

  close(): void {
    this.#closed = true;
  }

  /** Activities of one commit, in order; empty: something was committed, it is not known what. */
  offer(activities: readonly StoredActivity[]): void {
    const fresh = activities.filter(({ sequence }) => sequence > this.#sent);
    if (activities.length > 0 && fresh.length === 0) return;
    const follows = fresh.every(({ sequence }, i) => sequence === this.#sent + 1 + i);
    if (fresh.length === 0 || !follows || this.#reading || this.#wire.waitingBytes > slowBytes)
      this.catchUp();
    else this.#send(fresh).catch(() => {});
  }

  /** The window shows everything up to here, and somebody looks. @returns false: that is no news about a person's message. */
  reads(sequence: number): boolean {
    if (sequence <= this.#seen || sequence > this.#sent) return false;
    const news = this.#person > this.#seen;
    this.#seen = sequence;
    return news;
  }

  /** Where the shopper stands now; null: they do not wait. Told as far as it is new. */
  standsAt(now: QueueLine | null): void {
    if (now === null) this.#endLine();
    else if (now.place !== this.#place) {
      const streamId = this.#line?.streamId ?? `${this.key.conversationId}|place-${Date.now()}`;
      const parts = (this.#line?.parts ?? 0) + 1;
      const part = { streamId, sequence: parts, text: now.text, informative: true };
      if (!this.#sendUnstored(partActivity(this.key, part, new Date().toISOString()))) return;
      this.#line = { streamId, parts };
      this.#place = now.place;
    }
  }

  #endLine(): void {
    if (!this.#line) return;
    const { streamId, parts } = this.#line;
    const end = partActivity(
      this.key,
      { streamId, sequence: parts + 1, text: null },
      new Date().toISOString(),
    );
    // Never left out: the line would stay.
    this.#put(end);
    this.#line = null;
    this.#place = null;
  }

  typing(): void {
    this.#sendUnstored(typingActivity(this.key, new Date().toISOString()));
  }

  writing(part: ReplyPart): void {
    this.#sendUnstored(partActivity(this.key, part, new Date().toISOString()));
  }

  /** What belongs to no transcript: left out where it would only be late, and the place stays where it was. */
  #sendUnstored(activity: WireActivity): boolean {
    if (this.#closed || this.#reading || this.#wire.waitingBytes > slowBytes) return false;
    this.#put(activity);
    return true;
  }

  #put(activity: WireActivity): void {
    if (this.#closed) return;
    const text = JSON.stringify({ activities: [activity], watermark: String(this.#sent) });
    this.#wire.send(text).catch(() => {});
  }

  /** Reads on from the last one sent, until nothing is left. */
  catchUp(): void {
    if (this.#reading) this.#again = true;
    else void this.#read();
  }

  async #read(): Promise<void> {
    this.#reading = true;
    try {
      do {
        this.#again = false;
        let page: readonly StoredActivity[];
        do {
          page = await this.#log.activitiesSince(this.key, this.#sent, pageSize);
          if (page.length > 0) await this.#send(page);
        } while (page.length === pageSize && !this.#closed);
      } while (this.#again && !this.#closed);
    } catch (error) {
      // The next hint or poll tries again from the same place.
      if (!this.#closed) this.#logger.warn('a socket could not be brought up to date', { error });
    } finally {
      this.#reading = false;
    }
  }

  /** The place moves before the bytes do: while they leave, nothing may be sent twice. */
  #send(activities: readonly StoredActivity[]): Promise<void> {
    if (this.#closed) return Promise.resolve();
    // Before the place moves: a part carries it as its watermark.
    const handoff = activities.map(handoffOf).findLast((one) => one !== undefined);
    if (handoff) {
      this.#endLine();
      this.#place = handoff.place ?? null;
    }
    const set = activitySet(this.key, activities, this.#sent, this.#exports);
    this.#sent = activities.at(-1)!.sequence;
    this.#person = activities.findLast(({ role }) => role === 'agent')?.sequence ?? this.#person;
    return set.activities.length > 0 ? this.#wire.send(JSON.stringify(set)) : Promise.resolve();
  }
}

/** What a message tells of who answers from here on. */
function handoffOf({ activity }: StoredActivity): HandoffState | undefined {
  return (activity.channelData as { mainstay?: MessageExtras } | undefined)?.mainstay?.handoff;
}
