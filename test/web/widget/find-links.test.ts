import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLinks, safeUrl } from '../../../web/widget/find-links.ts';

const links = (text: string) => findLinks(text).flatMap(({ href }) => href ?? []);

test.each([
  ['see https://shop.example/a.', ['https://shop.example/a']],
  ['(https://en.wikipedia.org/wiki/Mug_(cup)) and more', ['https://en.wikipedia.org/wiki/Mug_(cup)']],
  ['详情见https://shop.example/物流，谢谢', ['https://shop.example/%E7%89%A9%E6%B5%81']],
  ['http://a.example?x=1&y=2, HTTPS://B.example/', ['http://a.example/?x=1&y=2', 'https://b.example/']],
  ['javascript:alert(1) data:text/html,x ftp://a.example //a.example www.a.example', []],
  ['https://bank.example@evil.example/', []],
  ['https:// https://', []],
])('links in %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test('nothing of a text is lost or changed', () => {
  const pieces = fc.constantFrom(
    'https://a.example/b',
    '(',
    ')',
    '。',
    '<b>',
    ' ',
    '\n',
    'x',
    'javascript:',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const text = parts.join('');
      expect(
        findLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
      for (const href of links(text)) expect(href).toMatch(/^https?:\/\//);
    }),
  );
});

test('an address is safe only by http and https, relative ones against a base', () => {
  expect(safeUrl('/p/1', 'https://shop.example')).toBe('https://shop.example/p/1');
  expect(safeUrl('/p/1')).toBeNull();
  for (const bad of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:image/svg+xml,x',
    'blob:x',
    '',
    undefined,
  ])
    expect(safeUrl(bad, 'https://shop.example')).toBeNull();
});
