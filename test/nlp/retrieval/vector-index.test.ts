import { expect, test } from 'vitest';
import { VectorIndex } from '../../../nlp/retrieval/vector-index.ts';

const en = { shopId: 's1', language: 'en' } as const;
const zh = { shopId: 's1', language: 'zh' } as const;

function filled() {
  const index = new VectorIndex<{ kind: string }>();
  index.set(en, 'a', Float32Array.of(1, 0), { kind: 'faq' });
  index.set(en, 'b', Float32Array.of(0.6, 0.8), { kind: 'product' });
  index.set(en, 'c', Float32Array.of(0, 1), { kind: 'faq' });
  index.set(zh, 'd', Float32Array.of(1, 0), { kind: 'faq' });
  return index;
}

test('the nearest come first, within the scope', () => {
  const hits = filled().search(en, Float32Array.of(0.8, 0.6), 2);
  expect(hits.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(hits[0]!.score).toBeCloseTo(0.96, 6);
  expect(filled().search(zh, Float32Array.of(1, 0), 5)).toHaveLength(1);
  expect(filled().search({ shopId: 's2', language: 'en' }, Float32Array.of(1, 0), 5)).toEqual([]);
});

test('filters before it ranks; equal scores go by id', () => {
  const hits = filled().search(
    en,
    Float32Array.of(Math.SQRT1_2, Math.SQRT1_2),
    1,
    ({ kind }) => kind === 'faq',
  );
  expect(hits.map(({ id }) => id)).toEqual(['a']);
});

test('a passage is replaced and removed by its id', () => {
  const index = filled();
  index.set(en, 'c', Float32Array.of(1, 0), { kind: 'policy' });
  expect(index.size(en)).toBe(3);
  expect(index.search(en, Float32Array.of(1, 0), 2).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(index.remove(en, 'c')).toBe(true);
  expect(index.remove(en, 'c')).toBe(false);
  expect(index.size(en)).toBe(2);
});

test('a query of another length is refused', () => {
  expect(() => filled().search(en, Float32Array.of(1), 1)).toThrow(RangeError);
});
