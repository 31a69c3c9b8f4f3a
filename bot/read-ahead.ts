import { type Language, languages, type TopicLabel } from '../core/words.ts';
import type { Understanding, UnderstandOptions } from '../nlp/understanding.ts';
import { withoutBudget } from './dialog/budget.ts';
import { distinctMatters } from './dialog/distinct-matters.ts';
import { splitWishes } from './dialog/split-wishes.ts';
import { weighTopics } from './dialog/topic-cues.ts';
import type { Wish } from './dialog/wish.ts';
import type { ConversationKey, StoredActivity } from './ports/conversation-store.ts';
import { type Passage, type PassageKind, passageKinds } from './ports/knowledge.ts';
import type { TurnParts } from './turn-parts.ts';

/** What is known of a message before its conversation is locked. */
export interface ReadAhead {
  readonly understanding: Understanding | null;
  readonly passages: readonly Passage[];
  /** The matters of a message that has several, each read by itself; left out: it has one. */
  readonly wishes?: readonly Wish[];
  /** The answer in better words, by its template; left out: not asked for yet. */
  readonly phrased?: ReadonlyMap<string, string>;
}

/** A topic is in the first thousands of characters or nowhere; the encoder reads 512 tokens at most. */
const readCharacters = 4_000;
const passageLimit = 6;
/** What is wanted may stand behind much that shares a colour with it. */
const seeksGoods: ReadonlySet<TopicLabel> = new Set(['recommendation', 'product_question']);
/** Articles are few and short: a sentence of one of them may answer what its title does not speak of. */
const articleLimit = 16;
/** Many will be above a budget, sold out or bought already. */
const recommendLimit = 20;

/** Where in the shop's own texts the answer to a topic may stand; the other skills read none. */
const asked: Readonly<Partial<Record<TopicLabel, readonly PassageKind[]>>> = {
  product_question: passageKinds,
  delivery: ['article'],
  return_refund: ['article'],
  payment: ['article'],
  account: ['article'],
  promotion: ['article'],
  recommendation: ['product'],
  // A few words about the product that was spoken of ("and the blue one?") often look like no topic.
  out_of_scope: ['product', 'article'],
  small_talk: ['product', 'article'],
};

/**
 * Understands a message and finds what the shop says about it, without holding the conversation or a connection:
 * inference may queue, and a lock that waits for it would stall the pool.
 */
export async function readAhead(
  { understander, knowledge, metrics }: TurnParts,
  { shopId, conversationId }: ConversationKey,
  stored: StoredActivity,
): Promise<ReadAhead> {
  const text = textOf(stored);
  if (stored.activity.type !== 'message' || text === '') return { understanding: null, passages: [] };
  const started = performance.now();
  const hint = localeOf(stored);
  const read = text.slice(0, readCharacters);
  const heard = (text: string, languageHint: Language | null) =>
    understand(understander, text, { conversationId, ...(languageHint && { languageHint }) });
  /** Goods are looked for without the words of what they may cost. */
  const soughtIn = async (understood: Understanding): Promise<Understanding> => {
    const goods = seeksGoods.has(understood.topic.label) ? withoutBudget(understood.plainText) : null;
    return goods ? { ...(await heard(goods, understood.language)), topic: understood.topic } : understood;
  };
  const whole = await heard(read, hint);
  const language = whole.language;
  const parts: { text: string; understanding: Understanding }[] = [];
  for (const text of splitWishes(whole.plainText))
    parts.push({ text, understanding: await heard(text, language) });
  const wishes = await Promise.all(
    distinctMatters(parts, read).map(async (part) => ({
      ...part,
      passages: await passagesFor(knowledge, shopId, await soughtIn(part.understanding)),
    })),
  );
  const passages = await passagesFor(knowledge, shopId, await soughtIn(whole));
  metrics.observeStep('understand', performance.now() - started);
  return { understanding: whole, passages, ...(wishes.length > 0 ? { wishes } : {}) };
}

function limitOf(topic: TopicLabel, kinds: readonly PassageKind[]): number {
  if (seeksGoods.has(topic)) return recommendLimit;
  return kinds.length === 1 ? articleLimit : passageLimit;
}

async function understand(
  understander: TurnParts['understander'],
  text: string,
  options: UnderstandOptions,
): Promise<Understanding> {
  const understood = await understander.understand(text, options);
  return { ...understood, topic: weighTopics(understood.topic, understood.plainText) };
}

async function passagesFor(
  knowledge: TurnParts['knowledge'],
  shopId: string,
  { language, vector, modelVersion, plainText, topic }: Understanding,
): Promise<readonly Passage[]> {
  const kinds = asked[topic.label];
  if (!kinds) return [];
  const limit = limitOf(topic.label, kinds);
  return knowledge.retrieve({ shopId, language, vector, modelVersion, text: plainText, kinds, limit });
}

/** What the shopper wrote, without control characters and invisible ones; '' when it is nothing but those. */
export function textOf({ activity }: StoredActivity): string {
  const { text } = activity;
  if (typeof text !== 'string') return '';
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (char) => (/\s/.test(char) || char === '\u200D' ? char : ''))
    .trim();
}

/** The language that the client is set to. */
export function localeOf({ activity }: StoredActivity): Language | null {
  const { locale } = activity;
  if (typeof locale !== 'string') return null;
  return languages.find((language) => locale.toLowerCase().startsWith(language)) ?? null;
}
