import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { typingNoise } from '../../../models/train/text/typing-noise.ts';

/** Edits to get from one text to the other; two neighbours that change places count two. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

test.each([
  'where is my parcel please',
  '我的包裹什么时候到',
  'Bestellung 12345 kommt nicht',
  'my 快递 is late',
])('one small mistake in "%s", numbers untouched', (text) => {
  for (let i = 0; i < 50; i++) {
    const noisy = typingNoise(text, new SeededRandom(`noise ${i}`));
    expect(distance(text, noisy)).toBeLessThanOrEqual(2);
    expect(noisy.match(/\d+/g)).toEqual(text.match(/\d+/g));
    expect(typingNoise(text, new SeededRandom(`noise ${i}`))).toBe(noisy);
  }
});

test('a text of numbers and short words stays', () => {
  expect(typingNoise('ok 42!', new SeededRandom('x'))).toBe('ok 42!');
});

test('a long text gets one in about eight words', () => {
  const text = Array.from({ length: 40 }, () => 'parcel').join(' ');
  const words = typingNoise(text, new SeededRandom('long')).split(' ');
  expect(words.filter((word) => word !== 'parcel').length).toBeGreaterThanOrEqual(3);
  expect(words.filter((word) => word !== 'parcel').length).toBeLessThanOrEqual(5);
});
