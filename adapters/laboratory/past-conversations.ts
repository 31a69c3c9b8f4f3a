import { createHash } from 'node:crypto';
import { normal, weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import type { LaboratoryOrder } from '../../retention/laboratory/account.ts';
import type { LatentShopper } from '../../retention/laboratory/latent-shopper.ts';
import type { LifeEvents } from '../../retention/laboratory/life.ts';
import { type ChatTopic, chatTopics, type Tone } from './phrases/phrase-book.ts';
import { type Part, writeMessage } from './write-message.ts';

/** One past conversation: what the shopper wrote, and what is hidden behind it. */
export interface PastConversation {
  readonly shopper: string;
  readonly day: number;
  readonly language: Language;
  readonly part: Part;
  readonly messages: readonly string[];
  /** Hidden: what it was about, and the grudge of the moment. */
  readonly truth: { readonly topic: ChatTopic; readonly tone: Tone; readonly grudge: number };
}

/** What a shopper did, as the shop booked it. */
export interface ShopperHistory {
  readonly shopper: LatentShopper;
  readonly orders: LaboratoryOrder[];
  readonly visitDays: number[];
  leftDay: number | null;
}

/** Chances that something makes a shopper write. */
const writes = { late: 0.6, faulty: 0.7, visit: 0.1, leaving: 0.22 } as const;

/**
 * Collects histories and conversations while lives are lived. Words follow the grudge of late and faulty parcels, which
 * also raises the hazard of leaving; between grudge and words stand temper and chance. Some who leave say so; some who
 * stay say it as well.
 */
export class ConversationRecorder implements LifeEvents {
  readonly histories = new Map<string, ShopperHistory>();
  readonly conversations: PastConversation[] = [];
  readonly #seed: string;
  readonly #random = new Map<string, SeededRandom>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  order(shopper: LatentShopper, order: LaboratoryOrder, grudge: number): void {
    this.#historyOf(shopper).orders.push(order);
    const random = this.#randomOf(shopper);
    if (order.late && random.next() < writes.late)
      this.#talk(shopper, order.day + 5 + 5 * random.next(), grudge, [6, 0, 3, 0, 0, 0, 0, 0]);
    if (order.faulty && random.next() < writes.faulty)
      this.#talk(shopper, order.day + 3 + 4 * random.next(), grudge, [0, 6, 3, 0, 0, 0, 0, 0]);
  }

  visit(shopper: LatentShopper, day: number, grudge: number): void {
    this.#historyOf(shopper).visitDays.push(day);
    if (this.#randomOf(shopper).next() < writes.visit)
      this.#talk(shopper, day, grudge, [2, 1, 0.4 * grudge, 0.25 + 0.3 * grudge, 4, 3, 1, 1]);
  }

  left(shopper: LatentShopper, day: number, grudge: number): void {
    this.#historyOf(shopper).leftDay = day;
    if (this.#randomOf(shopper).next() < writes.leaving)
      this.#talk(shopper, day, grudge + 0.5, [2, 1, 2, 1.2, 1, 1, 1, 1], 0.3);
  }

  #talk(
    shopper: LatentShopper,
    day: number,
    grudge: number,
    topicWeights: readonly number[],
    saysFarewell = 0.02 + 0.05 * Math.min(2, grudge) + 0.05 * Number(shopper.sensitivity > 0.6),
  ): void {
    const random = this.#randomOf(shopper);
    const topic = chatTopics[weightedIndex(random, topicWeights)]!;
    const temper = 0.35 * shopper.temper + 0.7 * normal(random);
    const felt = 1.1 * grudge + temper;
    const tone: Tone = felt > 1.7 ? 'furious' : felt > 0.8 ? 'annoyed' : felt < -0.75 ? 'warm' : 'plain';
    const part = partOf(shopper.id);
    const count = 1 + weightedIndex(random, [5, 3, 1.5]);
    const farewellAt = random.next() < saysFarewell ? random.nextInt(count) : -1;
    const messages = Array.from({ length: count }, (_, i) =>
      writeMessage(random, {
        language: random.next() < 0.98 ? shopper.language : otherOf(shopper.language),
        part,
        topic,
        tone: random.next() < 0.75 ? tone : 'plain',
        farewell: i === farewellAt,
      }),
    );
    this.conversations.push({
      shopper: shopper.id,
      day,
      language: shopper.language,
      part,
      messages,
      truth: { topic, tone, grudge },
    });
  }

  #historyOf(shopper: LatentShopper): ShopperHistory {
    let history = this.histories.get(shopper.id);
    if (!history) {
      history = { shopper, orders: [], visitDays: [], leftDay: null };
      this.histories.set(shopper.id, history);
    }
    return history;
  }

  #randomOf(shopper: LatentShopper): SeededRandom {
    let random = this.#random.get(shopper.id);
    if (!random) {
      random = new SeededRandom(`${this.#seed}/talk/${shopper.index}`);
      this.#random.set(shopper.id, random);
    }
    return random;
  }
}

/** Three in five shoppers are for training; by id alone. */
export function partOf(shopperId: string): Part {
  return createHash('sha256').update(`talk|${shopperId}`).digest().readUInt16LE(0) / 65_536 < 0.6
    ? 'train'
    : 'test';
}

function otherOf(language: Language): Language {
  return language === 'en' ? 'zh' : 'en';
}
