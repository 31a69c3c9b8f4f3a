import type { Activity } from './activity.ts';

/** What is known of a reply that is still being written. */
export interface PartialReply {
  readonly text: string;
  /** "Looking that up": says what goes on, and is no part of the reply. */
  readonly informative: boolean;
}

interface Stream extends PartialReply {
  readonly sequence: number;
}

/**
 * Puts livestreamed replies together (Bot Framework streaming: each part carries the whole text so far). Parts may come
 * late, twice, or after the end; the newest counts, and nothing counts after the final message. A final part without a
 * message takes back what was shown.
 */
export class StreamMerge {
  readonly #open = new Map<string, Stream>();
  readonly #done = new Set<string>();

  /** True when the activity was a part of a stream, and thereby no typing sign and no message. */
  takePart({ id, type, text = '', channelData = {} }: Activity): boolean {
    const { streamType, streamId = id, streamSequence = 0 } = channelData;
    if (type !== 'typing' || !streamType || !streamId) return false;
    if (streamType === 'final') {
      this.#end(streamId);
      return true;
    }
    const before = this.#open.get(streamId);
    const late = before !== undefined && streamSequence < before.sequence;
    if (!this.#done.has(streamId) && !late)
      this.#open.set(streamId, { text, informative: streamType === 'informative', sequence: streamSequence });
    return true;
  }

  /** A message ends the stream that it names. */
  finish({ type, channelData }: Activity): void {
    if (type === 'message' && channelData?.streamId) this.#end(channelData.streamId);
  }

  #end(streamId: string): void {
    this.#done.add(streamId);
    this.#open.delete(streamId);
  }

  /** The streams broke off with the connection: what is finished comes as a message. */
  clear(): void {
    this.#open.clear();
  }

  /** The newest reply that is being written; null when none is. */
  get current(): PartialReply | null {
    return [...this.#open.values()].at(-1) ?? null;
  }
}
