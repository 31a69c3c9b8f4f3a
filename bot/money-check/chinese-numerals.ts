const digits: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  幺: 1,
};
const units: Readonly<Record<string, number>> = { 十: 10, 廿: 20, 卅: 30, 百: 100, 千: 1000, 万: 10_000 };

/** Runs of Chinese numerals as Arabic digits: 二十五 → 25, 八五 → 85, 八点五 → 8.5, 一百二 → 120. */
export function withArabicDigits(text: string): string {
  return text
    .replace(/[零一二两三四五六七八九幺十廿卅百千万]+/g, (run) => quantityOf(run))
    .replace(/(\d)点(?=\d)/g, '$1.');
}

function quantityOf(run: string): string {
  const characters = Array.from(run);
  if (characters.every((character) => character in digits)) return characters.map((c) => digits[c]).join('');
  let total = 0;
  let current = 0;
  let lastUnit = 1;
  for (const character of characters) {
    const unit = units[character];
    if (unit === undefined) {
      current = current * 10 + digits[character]!;
      continue;
    }
    if (unit === 10_000) {
      total = (total + current || 1) * unit;
    } else if (unit === 20 || unit === 30) {
      total += unit;
    } else {
      total += (current || 1) * unit;
    }
    lastUnit = unit === 20 || unit === 30 ? 10 : unit;
    current = 0;
  }
  // 一百二 is short for 一百二十; after ten the last digit is itself.
  const rest = current > 0 && lastUnit > 10 && !run.includes('零') ? (current * lastUnit) / 10 : current;
  return String(total + rest);
}
