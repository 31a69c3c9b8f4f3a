/** The words between a condition's values, in one language. */
export interface ConditionTexts {
  readonly any: string;
  readonly moreThan: string;
  readonly atLeast: string;
  readonly lessThan: string;
  readonly atMost: string;
  readonly exactly: string;
  readonly not: string;
  /** From `{low}` to `{high}`. */
  readonly range: string;
  readonly and: string;
  readonly or: string;
}

const number = String.raw`-?\d+(?:\.\d+)?`;
const comparison = new RegExp(`^(>=|<=|==|!=|>|<|=)?\\s*(${number})$`);
const interval = new RegExp(`^([[(\\]])\\s*(${number})\\s*\\.\\.\\s*(${number})\\s*([\\])[])$`);

/**
 * A condition as a sentence would have it: `> 0.6` as "more than 60%", `[1..9)` as "at least 1 and less than 9".
 * @param value writes a number of this column's fact. @returns null for what is no comparison, range or list of them.
 */
export function conditionInWords(
  expression: string,
  value: (written: number) => string,
  texts: ConditionTexts,
): string | null {
  const cell = expression.trim();
  if (cell === '' || cell === '-') return texts.any;
  for (const [between, word] of [
    [/\s+or\s+/i, texts.or],
    [/\s*,\s*/, texts.or],
    [/\s+and\s+/i, texts.and],
  ] as const) {
    const parts = cell.split(between);
    if (parts.length < 2) continue;
    const words = parts.map((part) => (part === '' ? null : conditionInWords(part, value, texts)));
    return words.includes(null) ? null : words.join(word);
  }
  const range = interval.exec(cell);
  if (range) {
    const low = value(Number(range[2]));
    const high = value(Number(range[3]));
    if (range[1] === '[' && range[4] === ']') return fill(texts.range, { low, high });
    const from = fill(range[1] === '[' ? texts.atLeast : texts.moreThan, { value: low });
    const to = fill(range[4] === ']' ? texts.atMost : texts.lessThan, { value: high });
    return `${from}${texts.and}${to}`;
  }
  const compared = comparison.exec(cell);
  if (!compared) return null;
  return fill(texts[wordOf[compared[1] ?? '=']!], { value: value(Number(compared[2])) });
}

const wordOf: Readonly<Record<string, Exclude<keyof ConditionTexts, 'any' | 'range' | 'and' | 'or'>>> = {
  '>': 'moreThan',
  '>=': 'atLeast',
  '<': 'lessThan',
  '<=': 'atMost',
  '=': 'exactly',
  '==': 'exactly',
  '!=': 'not',
};

function fill(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
}
