/** What texts made to slow a pattern down repeat: digits, letters, blanks, brackets, marks and half-said promises. */
const repeated = [
  '0',
  '1 ',
  '1-',
  '1.',
  '1,',
  '(1)',
  '+1 ',
  'a',
  'a ',
  'Z',
  'a1',
  'ab12 ',
  '12ab',
  'a.',
  'a-b ',
  'a@',
  'a@a.',
  'http://',
  'www.',
  '  ',
  '\t',
  '\n',
  '\u00a0',
  'x\u200b',
  '(',
  '(()',
  '[',
  '[](',
  '{',
  '<',
  '<a ',
  '</',
  '&#',
  '&a',
  '%',
  '5%',
  '5 % ',
  '$',
  '$1 ',
  '£ ',
  '.',
  '. ',
  ',',
  '-',
  '_',
  '/',
  '|',
  '\\',
  '\\u',
  '*',
  '`',
  '~',
  '!',
  '?',
  '"',
  "'",
  ':',
  '=',
  'é',
  'ⅷ',
  '１',
  '🎉',
  'half ',
  'h a l f ',
  'off ',
  'free ',
  'no ',
  'not ',
  'of the ',
  'the quick ',
  'order ',
  'save up to ',
  'twenty-',
  'one hundred and ',
  'double your ',
  'points ',
  'instead of ',
  '中',
  '中 ',
  '（',
  '。',
  '，',
  '五',
  '五折',
  '百分之',
  '零',
  '二十',
  '千万',
  '订单',
  '免费',
  '积分',
  '省',
  '¥',
] as const;
const beginnings = ['', '$5'] as const;
const endings = ['', 'x1', '%', '。'] as const;

/** Texts of about `length` characters: one thing over and over, with different beginnings and ends. */
export function* slowTexts(): Generator<{ name: string; make(length: number): string }> {
  for (const part of repeated)
    for (const beginning of beginnings)
      for (const ending of endings)
        yield {
          name: JSON.stringify(`${beginning}${part}... ${ending}`),
          make: (length) => beginning + part.repeat(Math.ceil(length / part.length)) + ending,
        };
}

/**
 * Whether the cost of `work` grows more than `limit` times from texts of `length` to texts four times as long: 4 times
 * is linear, 16 quadratic. What costs less than `negligibleMs` is too little to tell, or to matter. Costs are the least
 * of several runs, and it must be so three times over, so that a busy machine makes none of them look dear.
 */
export function grows(
  work: (text: string) => unknown,
  make: (length: number) => string,
  { length, negligibleMs, limit }: { length: number; negligibleMs: number; limit: number },
): boolean {
  const [short, long] = [make(length), make(4 * length)];
  const least = (text: string) => Math.min(...Array.from({ length: 4 }, () => cost(work, text)));
  const steep = () => {
    if (cost(work, long) < negligibleMs) return false;
    const dear = least(long);
    return dear >= negligibleMs && dear / least(short) > limit;
  };
  return steep() && steep() && steep();
}

function cost(work: (text: string) => unknown, text: string): number {
  const begun = performance.now();
  work(text);
  return performance.now() - begun;
}
