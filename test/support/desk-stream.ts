import type { DeskEvent } from '../../core/contracts/desk.ts';
import type { StaffBrowser } from './staff.ts';

/** An agent's live stream, as the browser's EventSource reads it: it comes back with the id of the last event. */
export class DeskStream {
  readonly events: DeskEvent[] = [];
  lastEventId: string | undefined;
  readonly #abort = new AbortController();
  #read: Promise<void> = Promise.resolve();

  private constructor(lastEventId: string | undefined) {
    this.lastEventId = lastEventId;
  }

  /** @param lastEventId of an earlier stream, at this replica or another. */
  static async open(agent: StaffBrowser, lastEventId?: string): Promise<DeskStream> {
    const stream = new DeskStream(lastEventId);
    const response = await fetch(`${agent.origin}/api/desk/live`, {
      headers: { cookie: agent.cookie, ...(lastEventId && { 'last-event-id': lastEventId }) },
      signal: stream.#abort.signal,
    });
    if (!response.ok) throw new Error(`live: ${response.status}`);
    stream.#read = stream.#follow(response).catch(() => {});
    return stream;
  }

  /** The line breaks. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#read;
  }

  async #follow(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) this.lastEventId = line.slice(4);
      if (line.startsWith('data: ')) this.events.push(JSON.parse(line.slice(6)) as DeskEvent);
    }
  }
}
