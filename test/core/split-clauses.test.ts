import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitClauses } from '../../core/split-clauses.ts';

const clauses = (text: string) => splitClauses(text).map(({ start, end }) => text.slice(start, end));

it.each([
  [
    'Great fit, fast delivery, but the zip broke after 2.5 weeks and the colour faded.',
    ['Great fit', 'fast delivery', 'but the zip broke after 2.5 weeks', 'and the colour faded'],
  ],
  ['Love it...would buy again\nTHREE stars', ['Love it', 'would buy again', 'THREE stars']],
  ['soft, warm and comfy', ['soft, warm and comfy']],
  ['It cost 1,299 though it looks cheap', ['It cost 1,299', 'though it looks cheap']],
  [
    '物流很快，包装也好，就是尺码偏小但质量不错！下次还来',
    ['物流很快', '包装也好', '就是尺码偏小', '但质量不错', '下次还来'],
  ],
  ['料子软，薄', ['料子软，薄']],
  ['  …!! ', []],
])('splits %j where one opinion gives way to the next', (text, expected) => {
  expect(clauses(text)).toEqual(expected);
});

it('gives clauses in order, without overlap, and loses no letter outside them', () => {
  const review = fc
    .array(
      fc.constantFrom('but', ' ', ', ', '. ', '，', '。', '但', 'zip', '质量', '好', '5', '\n', '!', '…'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(review, (text) => {
      const spans = splitClauses(text);
      let at = 0;
      for (const { start, end } of spans) {
        expect(text.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
  );
});
