import type { Language } from '../../core/words.ts';
import { answerWords, ordinalIn } from './answer-words.ts';
import type { Choice } from './dialog-state.ts';
import { pointsTo, termsOf } from './terms-of.ts';

/** What a message says to an open question. */
export type Answer =
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly rest: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'none' };

/** A quick reply that the message is, letter for letter but for case, spaces and punctuation. */
export function tappedChoice(text: string, choices: readonly Choice[]): Choice | null {
  const said = bare(text);
  return said === '' ? null : (choices.find(({ label }) => bare(label) === said) ?? null);
}

/**
 * Reads a message as an answer: a choice tapped, counted ("the second one"), named by number or by a word that only
 * one choice has ("the blue one"); yes, no, or a wish to stop. What follows a "no" may name another choice.
 */
export function readAnswer(text: string, choices: readonly Choice[], language: Language): Answer {
  const tapped = tappedChoice(text, choices);
  if (tapped) return { kind: 'choice', value: tapped.value };
  const words = answerWords[language];
  const plain = text.normalize('NFKC').trim();
  if (words.stop.test(plain) || answerWords.en.stop.test(plain) || agreesToLeave.test(plain))
    return { kind: 'stop' };
  const asks = /[?？]|[吗呢么][。!！]?$/.test(plain);
  const yes =
    !asks && (words.yes.test(plain) || answerWords.en.yes.test(plain)) && !wantsElse(plain, choices);
  const no = words.no.exec(plain) ?? answerWords.en.no.exec(plain);
  // Yes or no is only ever said in so many words: "the first one" and "cancel" confirm nothing.
  const confirming = choices.some(({ value }) => value === 'yes');
  const named = confirming ? null : namedChoice(no ? plain.slice(no[0].length) : plain, choices);
  if (named) return { kind: 'choice', value: named.value };
  if (yes && plain.length <= 45) return { kind: 'yes' };
  if (no && plain.length <= 60)
    return { kind: 'no', rest: plain.slice(no[0].length).replace(/^[\s,，.。!！]+/, '') };
  return { kind: 'none' };
}

/** The one choice that the words of a text point to. */
function namedChoice(text: string, choices: readonly Choice[]): Choice | null {
  // A long message or a question speaks of the same things without choosing one.
  if (choices.length === 0 || text.length > 60 || /[?？]|[吗呢么]$/.test(text)) return null;
  const place = ordinalIn(text.replace(/^[\s,，.]+/, ''));
  const counted = place === null ? undefined : choices.at(place);
  if (counted) return counted;
  const labels = choices.map(({ label }) => [label]);
  // A word that every choice has tells none from another.
  const [first, ...others] = labels.map(([label]) => termsOf(label!));
  const common = [...first!].filter((term) => others.every((terms) => terms.has(term)));
  const points = pointsTo(text, labels, new Set(choices.length === 1 ? [] : common));
  const best = Math.max(...points);
  if (best === 0 || points.filter((point) => point === best).length > 1) return null;
  return choices[points.indexOf(best)]!;
}

/** "OK, no worries", 好吧算了: a yes by its first word, and none. */
const agreesToLeave =
  /^(?:ok(?:ay)?|oh|well|fine|alright)[\s,.!]+(?:ok(?:ay)?[\s,.!]+)?(?:no\b|not\b|never|don'?t|leave|forget|keep)|^(?:好|行|嗯|那)(?:的|吧|了|我|就)?[\s，,。]*(?:算了|不用|不必|先不|别|不取消|不退|还是不|再想想|再看看|再等等)/i;

/** What an answer may name besides yes: "fine, then cancel it" agrees to cancelling and to nothing else. */
const wishWords =
  /\b(?:cancel|return|refund|exchange|swap|where|what|how|when|why|which)\b|取消|退|换|什么|怎么|多少|哪|推荐/gi;

/** A yes with these behind it is not said in so many words: what it agrees to is asked again. */
const hedges =
  /\b(?:but|except|only|wait|hold on|later|not|don'?t|instead|unless)\b|但|除了|只(?!要)|等(?:等|一下|下)|再说|考虑|不(?:要(?!了)|用|取消|退|是)/i;

/** Whether a yes goes on with a wish that no choice speaks of, or takes something back. */
function wantsElse(plain: string, choices: readonly Choice[]): boolean {
  if (hedges.test(plain)) return true;
  const offered = choices.map(({ label }) => label.toLowerCase()).join(' ');
  return (plain.match(wishWords) ?? []).some((word) => !offered.includes(word.toLowerCase()));
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}
