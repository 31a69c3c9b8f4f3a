const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const values = new Map<string, number>([
  ...small.map((word, i) => [word, i] as const),
  ...tens.map((word, i) => [word, (i + 2) * 10] as const),
  ['fourty', 40],
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
]);
const word = [...values.keys()].sort((a, b) => b.length - a.length).join('|');
const numeral = new RegExp(
  `\\b(?:(?:${word})(?:(?:(?<=hundred|thousand)\\s+and\\s+|[\\s-]{1,3})?(?=${word}|per|pct|off)|\\b))+`,
  'gi',
);

/** Runs of English number words as digits: twenty-five → 25, one hundred and fifty → 150, two zero → 2 0. */
export function withDigits(text: string): string {
  return text.replace(/\b(?:a|an)\s+(?=hundred\b|thousand\b|dozen\b)/gi, '').replace(numeral, (run) => {
    const words = run
      .toLowerCase()
      .match(new RegExp(word, 'g'))!
      .map((name) => values.get(name)!);
    return `${numbersOf(words).join(' ')}${/\s$/.test(run) ? ' ' : ''}`;
  });
}

/** The numbers that the words spell, one after the other. */
function numbersOf(words: readonly number[]): number[] {
  const numbers: number[] = [];
  let current: number | null = null;
  for (const value of words) {
    if (value === 100 || value === 1000) {
      current = (current ?? 1) * value;
    } else if (current !== null && fits(current, value)) {
      current += value;
    } else {
      if (current !== null) numbers.push(current);
      current = value;
    }
  }
  if (current !== null) numbers.push(current);
  return numbers;
}

/** Whether `value` goes on with the number, as five does with twenty, and twenty with a hundred. */
function fits(current: number, value: number): boolean {
  if (current >= 100) return value < 100 && current % 100 === 0;
  return current >= 20 && current % 10 === 0 && value > 0 && value < 10;
}
