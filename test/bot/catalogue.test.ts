import { describe, expect, test } from 'vitest';
import { en } from '../../bot/catalogue/en.ts';
import type { WordingKey } from '../../bot/catalogue/wordings.ts';
import { zh } from '../../bot/catalogue/zh.ts';
import { checkMoney } from '../../bot/money-check/check-money.ts';
import { speaker } from '../../bot/say/speaker.ts';

const keys = Object.keys(en) as WordingKey[];
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('catalogues', () => {
  test('Chinese fills in no name that English does not give', () => {
    const odd = keys.flatMap((key) => {
      const given = new Set(en[key].flatMap(blanks));
      return zh[key]
        .flatMap(blanks)
        .filter((name) => !given.has(name))
        .map((name) => `${key}: ${name}`);
    });
    expect(odd).toEqual([]);
  });

  test('what is filled in is said in every wording: numbers, amounts and dates are never left away by chance', () => {
    // The city of words: a tracking number may be named in one wording and not in its variant, an amount may not.
    const owed = new Set(['amount', 'total', 'code', 'return', 'fee', 'price']);
    const missing = keys.flatMap((key) =>
      [...en[key], ...zh[key]]
        .map(blanks)
        .flatMap((names) =>
          [...new Set(en[key].flatMap(blanks))].filter((name) => owed.has(name) && !names.includes(name)),
        )
        .map((name) => `${key}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('no wording names money of its own: all of it comes from facts', () => {
    const free = new Set<WordingKey>(['delivery.free', 'product.totalFree']);
    const claims = keys
      .filter((key) => !free.has(key))
      .flatMap((key) => [...en[key], ...zh[key]])
      .filter((wording) => !checkMoney(wording.replace(/\{\w+\}/g, 'x'), {}).ok);
    expect(claims).toEqual([]);
  });

  test('no wording is empty, and every key is in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(en[key].length).toBeGreaterThan(0);
      expect(zh[key].length).toBeGreaterThan(0);
    }
  });

  test('the same seed says the same, other seeds vary', () => {
    const said = Array.from({ length: 40 }, (_, i) => speaker('en', `seed ${i}`)('smalltalk.thanks'));
    expect(new Set(said).size).toBe(en['smalltalk.thanks'].length);
    expect(speaker('en', 'seed 7')('smalltalk.thanks')).toBe(said[7]);
  });
});
