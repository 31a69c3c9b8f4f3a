import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBytes, codeFrom, normaliseCode } from '../../../retention/money/code.ts';

test('a code is found again however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }), (bytes) => {
      const code = codeFrom(bytes);
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
      const fullWidth = code.replace(/[A-Z0-9]/g, (letter) =>
        String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
      );
      for (const typed of [
        code.toLowerCase(),
        code.replaceAll('-', ''),
        ` ${code.replaceAll('-', ' ')} `,
        fullWidth,
        code.replaceAll('-', '–'),
      ])
        expect(normaliseCode(typed)).toBe(code);
    }),
  );
});

test('codes that are not ours keep their dashes', () => {
  expect(normaliseCode(' summer-24 ')).toBe('SUMMER-24');
});
