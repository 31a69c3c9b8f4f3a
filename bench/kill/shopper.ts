import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { SeededRandom } from '../../core/seeded-random.ts';
import { DirectLineClient } from '../../test/support/direct-line-client.ts';
import { messages } from '../turn/messages.ts';
import { secret } from './replica.ts';

const answerMs = 5_000;
/** Messages that somebody writes on with before an answer is there. */
const ahead = 3;

/** One conversation that goes on whatever dies: posts to any replica, follows the stream of any. */
export class Shopper {
  readonly conversationId: string;
  /** Client activity ids with the sequences that they were acknowledged under, in the order of sending. */
  readonly acknowledged: { readonly name: string; readonly sequence: number }[] = [];
  /** Sequences that came over the stream, as they came. */
  readonly received: number[] = [];
  retries = 0;
  reconnects = 0;
  readonly #answered = new Set<string>();
  readonly #token: string;
  readonly #clients: readonly DirectLineClient[];
  readonly #random: SeededRandom;
  #socket: WebSocket | undefined;
  #following = true;

  private constructor(
    opened: { conversationId: string; token: string },
    clients: readonly DirectLineClient[],
    random: SeededRandom,
  ) {
    this.conversationId = opened.conversationId;
    this.#token = opened.token;
    this.#clients = clients;
    this.#random = random;
  }

  static async open(origins: readonly string[], identifier: string, random: SeededRandom): Promise<Shopper> {
    const clients = origins.map((origin) => new DirectLineClient(origin));
    return new Shopper(await clients[0]!.start(secret, { identifier }), clients, random);
  }

  /** Writes at a person's pace, and a few messages ahead of the answers. */
  async talk(goesOn: () => boolean, pauseMs: number): Promise<void> {
    while (goesOn()) {
      if (this.acknowledged.length - this.#answered.size < ahead)
        await this.#say(this.#random.pick(messages));
      await sleep(this.#random.next() * 2 * pauseMs);
    }
  }

  /** Until it is acknowledged, always under the same name. */
  async #say(text: string): Promise<void> {
    const name = `m${this.acknowledged.length}`;
    const activity = { type: 'message', text, channelData: { clientActivityID: name } };
    for (;;) {
      const answer = await this.#any()
        .post(this.conversationId, this.#token, activity, AbortSignal.timeout(answerMs))
        .catch(() => null);
      if (answer?.status === 200) {
        this.acknowledged.push({ name, sequence: sequenceOf(answer.body.id) });
        return;
      }
      if (answer && ![429, 500, 502, 503].includes(answer.status))
        throw new Error(`a message was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
      this.retries++;
      await sleep(20 + 100 * this.#random.next());
    }
  }

  /** Follows the conversation's stream, resuming by watermark after every break, until `leave`. */
  async follow(): Promise<void> {
    while (this.#following) {
      const path = `/v3/directline/conversations/${this.conversationId}?watermark=${this.received.at(-1) ?? ''}`;
      const answer = await this.#any()
        .call('GET', path, this.#token, undefined, {}, AbortSignal.timeout(answerMs))
        .catch(() => null);
      if (answer?.status === 200) await this.#read(answer.body.streamUrl);
      this.reconnects++;
      await sleep(20 + 100 * this.#random.next());
    }
  }

  leave(): void {
    this.#following = false;
    this.#socket?.terminate();
  }

  #read(url: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url, { handshakeTimeout: answerMs });
      this.#socket = socket;
      socket.on('message', (data) => {
        const text = data.toString();
        if (text === '') return;
        for (const { type, id, replyToId } of JSON.parse(text).activities) {
          if (type === 'typing') continue;
          this.received.push(sequenceOf(id));
          if (replyToId) this.#answered.add(replyToId);
        }
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }

  #any(): DirectLineClient {
    return this.#random.pick(this.#clients);
  }
}

function sequenceOf(id: string): number {
  return Number(id.split('|')[1]);
}
