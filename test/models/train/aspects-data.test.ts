import { describe, expect, it } from 'vitest';
import { aspectLabels, languages, sentimentLabels } from '../../../core/words.ts';
import { readOwnAspects } from '../../../models/train/sets/own-aspects.ts';

const rows = readOwnAspects();

/** Words of an English text, pairs of characters of a Chinese one: what the data card's bounds are counted in. */
function parts(text: string, language: string): Set<string> {
  const lower = text.normalize('NFKC').toLowerCase();
  if (language === 'en') return new Set(lower.match(/[a-z0-9']+/g));
  const letters = lower.replace(/[^\p{L}\p{N}]+/gu, '');
  return new Set(letters.length < 2 ? letters : [...letters].slice(1).map((c, i) => [...letters][i]! + c));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const part of a) if (b.has(part)) shared++;
  return shared / (a.size + b.size - shared);
}

describe.each(languages)('clauses of reviews in %s', (language) => {
  const own = rows.filter((row) => row.language === language);

  it('carry a text and labels of the closed vocabularies', () => {
    const wrong = own.filter(
      ({ text, aspect, sentiment, split }) =>
        text !== text.trim() ||
        text === '' ||
        !aspectLabels.includes(aspect) ||
        !sentimentLabels.includes(sentiment) ||
        (split !== 'train' && split !== 'dev'),
    );
    expect(wrong).toEqual([]);
  });

  it('are enough, with every sentiment of every aspect on both sides', () => {
    expect(own.filter(({ split }) => split === 'train').length).toBeGreaterThanOrEqual(1_200);
    expect(own.filter(({ split }) => split === 'dev').length).toBeGreaterThanOrEqual(250);
    for (const split of ['train', 'dev']) {
      const cells = own
        .filter((row) => row.split === split)
        .map(({ aspect, sentiment }) => `${aspect} ${sentiment}`);
      expect(new Set(cells).size).toBe(aspectLabels.length * sentimentLabels.length);
    }
  });

  it('repeat nothing, and word the development rows apart', () => {
    const keys = own.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    const train = own.filter(({ split }) => split === 'train').map(({ text }) => parts(text, language));
    const bound = language === 'en' ? 0.5 : 0.33;
    const close = own.filter(
      ({ text, split }) =>
        split === 'dev' && train.some((other) => overlap(parts(text, language), other) >= bound),
    );
    expect(close).toEqual([]);
  });
});
