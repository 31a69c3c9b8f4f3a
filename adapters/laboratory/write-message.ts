import { weightedIndex } from '../../core/distributions.ts';
import type { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import { chinesePhrases } from './phrases/chinese.ts';
import { englishPhrases } from './phrases/english.ts';
import type { ChatTopic, PhraseBook, Tone } from './phrases/phrase-book.ts';

/** Which half of the phrasings a shopper is given. */
export type Part = 'train' | 'test';

export interface MessagePlan {
  readonly language: Language;
  readonly part: Part;
  readonly topic: ChatTopic;
  readonly tone: Tone;
  /** Says that they have had enough for good. */
  readonly farewell: boolean;
}

const books: Readonly<Record<Language, PhraseBook>> = { en: englishPhrases, zh: chinesePhrases };

/** One message as a shopper could type it: pieces in a common order, typing errors, words of the other language. */
export function writeMessage(random: SeededRandom, plan: MessagePlan): string {
  const { language, tone, topic } = plan;
  const book = books[language];
  const pick = (pieces: readonly string[]) =>
    expand(random, book, random.pick(pieces.filter((_, i) => i % 2 === (plan.part === 'train' ? 0 : 1))));
  const body = [pick(book.topics[topic])];
  if (random.next() < (tone === 'plain' ? 0.5 : 0.85)) body.push(pick(book.feelings[tone]));
  if (random.next() < 0.2) body.push(pick(book.topics[topic]));
  if (plan.farewell) body.push(pick(book.farewells));
  const pieces = [
    ...(random.next() < 0.6 ? [pick(book.openers[tone])] : []),
    ...(random.next() < 0.25 ? body.reverse() : body),
    ...(random.next() < 0.5 ? [pick(book.closers[tone])] : []),
  ].filter((piece) => piece !== '');
  return typed(random, book, language, pieces);
}

/** Fills places and takes one of each (a|b). */
function expand(random: SeededRandom, book: PhraseBook, piece: string): string {
  return piece
    .replace(/\(([^()]*)\)\??/g, (whole, options: string) =>
      whole.endsWith('?') && random.next() < 0.5 ? '' : random.pick(options.split('|')),
    )
    .replace(/\{(\w+)\}/g, (_, place: string) => {
      if (place === 'item') return random.pick(book.items);
      if (place === 'days') return String(2 + random.nextInt(9));
      return `#${10_000 + random.nextInt(90_000)}`;
    });
}

function typed(
  random: SeededRandom,
  book: PhraseBook,
  language: Language,
  pieces: readonly string[],
): string {
  const marks = language === 'zh' ? ['，', '。', '，', ' ', '！'] : [', ', '. ', ' ', '... ', ' - '];
  let text = pieces.join(marks[weightedIndex(random, [4, 3, 2, 1, 1])]!);
  if (language === 'en' && random.next() < 0.45) text = text.charAt(0).toUpperCase() + text.slice(1);
  if (random.next() < 0.2)
    text += language === 'zh' ? random.pick(['？', '。', '～']) : random.pick(['?', '.', ' pls']);
  for (const [own, other] of book.mixed) if (random.next() < 0.06) text = text.replace(own, ` ${other} `);
  const slips = language === 'en' ? weightedIndex(random, [6, 3, 1]) : 0;
  for (let slip = 0; slip < slips; slip++) text = mistyped(random, text);
  return text.replace(/\s+/g, ' ').trim();
}

/** Swaps, drops or doubles one letter. */
function mistyped(random: SeededRandom, text: string): string {
  if (text.length < 4) return text;
  const at = 1 + random.nextInt(text.length - 2);
  const [a, b] = [text[at]!, text[at + 1]!];
  const kinds = [b + a, b, a + a + b];
  return text.slice(0, at) + random.pick(kinds) + text.slice(at + 2);
}
