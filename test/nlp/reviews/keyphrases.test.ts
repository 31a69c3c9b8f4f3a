import { expect, it } from 'vitest';
import { keyphrases } from '../../../nlp/reviews/keyphrases.ts';
import { reviewTerms } from '../../../nlp/reviews/review-terms.ts';

/** Complaints first, then what the others say. */
function phrasesOf(complaints: readonly string[], others: readonly string[], known: readonly string[] = []) {
  const byTerm = new Map<string, number>();
  for (const text of [...complaints, ...others])
    for (const term of reviewTerms(text)) byTerm.set(term, (byTerm.get(term) ?? 0) + 1);
  return keyphrases(
    complaints.map((text, i) => ({ reviewId: `r${i}`, terms: reviewTerms(text) })),
    { reviews: complaints.length + others.length, byTerm },
    { most: 5, known: new Set(known) },
  );
}

const praise = [
  'nice socks',
  'lovely and warm',
  'great colour',
  'good value',
  'socks arrived quickly',
  'soft',
];

it('finds what the complaints share and others do not say, with the reviews that say it', () => {
  const found = phrasesOf(
    ['the socks run small', 'they run small in the toe', 'sadly run small', 'a hole in the socks'],
    [...praise, ...praise.map((text) => `${text} again`)],
    ['socks'],
  );
  expect(found[0]).toMatchObject({ phrase: 'run small', reviewIds: ['r0', 'r1', 'r2'] });
  expect(found.map(({ phrase }) => phrase)).not.toContain('small');
  expect(found.map(({ phrase }) => phrase)).not.toContain('socks');
});

it('cuts Chinese into words', () => {
  const others = ['物流很快', '颜色好看', '质量不错', '很喜欢', '包装精美', '性价比高', '回购了', '客服好'];
  const found = phrasesOf(['尺码偏小', '这次尺码偏小了', '尺码偏小，挤脚'], others);
  expect(found[0]).toMatchObject({ phrase: '尺码偏小', reviewIds: ['r0', 'r1', 'r2'] });
});

it('says nothing where complaints speak like everybody, or of one review alone', () => {
  expect(phrasesOf(['nice socks', 'great colour'], [...praise, ...praise])).toEqual([]);
  expect(phrasesOf(['the heel tore'], [...praise, ...praise])).toEqual([]);
});

it('takes the log-likelihood ratio of Dunning: 10 of 10 against 0 of 90', () => {
  const [found] = phrasesOf(
    Array.from({ length: 10 }, () => 'broken'),
    Array.from({ length: 90 }, () => 'fine'),
  );
  // 2 (10 ln 10 + 90 ln (1 / .9)), by hand.
  expect(found!.ratio).toBeCloseTo(2 * (10 * Math.log(10) + 90 * Math.log(1 / 0.9)), 6);
});
