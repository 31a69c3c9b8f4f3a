/** Words with which a second matter begins. */
const another =
  /顺便(?:问一?下|说一?下)?|另外还?|再就是|还有(?:就是|，|,|(?=我|你|那|想|能|怎))|对了(?:，|,)|以及|\b(?:and also|also|besides|by the way|btw|oh and)\b|, (?=(?:whether|if|how|what|when|where)\b)|,? and (?=(?:whether|if|how|what|when|where|do|does|can|could|is|are|i want|i'd|please)\b)/i;
/** What of a long message is wanted, among all that is felt. */
const wants =
  /帮我|给我|我要|我想|请(?:你|您)?|麻烦|能不能|可不可以|怎么|什么时候|到底|\b(?:please|can you|could you|i want|i'd like|i need|how do i|when (?:will|do)|where is)\b/i;

/** Asks more of what the part before spoke of ("what does it cost"): no matter of its own. */
const asksMore =
  /^(?:what|how much|how long|when)\s+(?:does|do|did|will|would|is|are)\s+(?:it|that|this|they)(?:\s+(?:cost|take|be))?$|^(?:它|这个|那个)?(?:大概|一共)?(?:要|是|得)?(?:多少钱|多久)$/i;

/** Longer than this a message is read by its sentences. */
const longCharacters = 90;
const mostWishes = 3;

/**
 * The matters of a message that has several ("where is it? Also, recommend a lamp"), or the sentences of a long one that
 * want something; empty for everything else, which is read as it is.
 */
export function splitWishes(text: string): readonly string[] {
  const plain = text.normalize('NFKC').slice(0, 1_500);
  if (plain.length <= longCharacters) {
    const parts = plain
      .split(another)
      .map(trimmed)
      .filter((part, index) => saysSomething(part) && !(index > 0 && asksMore.test(part)));
    return parts.length > 1 ? parts.slice(0, mostWishes) : [];
  }
  return plain
    .split(/[。！!？?；;\n]|\.\s/)
    .flatMap((sentence) => sentence.split(another).map(trimmed))
    .filter((sentence) => wants.test(sentence) && saysSomething(sentence))
    .slice(-mostWishes);
}

const punctuation = new Set(' \t\n,.;:!?，。；：！？、～~');

/** Less the punctuation around it. */
function trimmed(part: string): string {
  let [from, to] = [0, part.length];
  while (from < to && punctuation.has(part[from]!)) from++;
  while (to > from && punctuation.has(part[to - 1]!)) to--;
  return part.slice(from, to);
}

function saysSomething(part: string): boolean {
  const han = part.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = part.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han / 2 + words >= 1.5;
}
