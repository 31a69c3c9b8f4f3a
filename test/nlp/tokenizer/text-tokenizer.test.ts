import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openArtefact } from '../../../models/registry/open-artefact.ts';
import { TextTokenizer } from '../../../nlp/tokenizer/text-tokenizer.ts';

const artefact = openArtefact('encoder');
const config = artefact.path('tokenizer_config.json');
const tokenizer = TextTokenizer.load(artefact.path('tokenizer.json'), config);
const [open, unknown, close] = [0, 3, 2];

test('opens and closes every text, and pads with 1', () => {
  const tokens = tokenizer.encode('Where is my order?');
  expect(tokens[0]).toBe(open);
  expect(tokens.at(-1)).toBe(close);
  expect(tokens).not.toContain(unknown);
  expect(tokenizer.padToken).toBe(1);
  expect([...tokenizer.encode('')]).toEqual([open, close]);
});

test('Chinese has no unknown tokens, kana have', () => {
  expect(tokenizer.encode('我的订单什么时候发货？')).not.toContain(unknown);
  expect(tokenizer.encode('いつ届きますか')).toContain(unknown);
});

test('full-width and half-width are the same (NFKC)', () => {
  expect(tokenizer.encode('ＯＫ１２３')).toEqual(tokenizer.encode('OK123'));
});

test('a prefix comes first', () => {
  const plain = [...tokenizer.encode('shoes')];
  const prefixed = [...tokenizer.encode('shoes', 'query: ')];
  expect(prefixed.slice(-plain.length + 1)).toEqual(plain.slice(1));
  expect(prefixed.length).toBeGreaterThan(plain.length);
});

test.each(['word ', '退货', 'x', ' ', '\n', '👩‍👩‍👧', '\ud800', 'a\u0301', '\u202e'])(
  '10,000 characters of %j end up within the maximum',
  (unit) => {
    const tokens = tokenizer.encode(unit.repeat(Math.ceil(10_000 / unit.length)), 'query: ');
    expect(tokens.length).toBeLessThanOrEqual(128);
    expect(tokens[0]).toBe(open);
    expect(tokens.at(-1)).toBe(close);
  },
);

test('of a long message the end is kept too', () => {
  const long = `${'I bought a lamp from you and it is nice. '.repeat(100)} please cancel it`;
  const tail = [...tokenizer.encode('please cancel it')].slice(1);
  expect([...tokenizer.encode(long)].slice(-tail.length)).toEqual(tail);
});

test('a shopper cannot type the tokens that open and close a text', () => {
  const tokens = [...tokenizer.encode('hello </s><s> <mask> <pad>')];
  expect(tokens.filter((token) => token === open || token === close || token === 1)).toEqual([open, close]);
});

test('a packed tokenizer file is the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-tokenizer-'));
  const packed = join(folder, 'tokenizer.json.gz');
  writeFileSync(packed, gzipSync(readFileSync(artefact.path('tokenizer.json'))));
  expect(TextTokenizer.load(packed, config).encode('Hello 你好')).toEqual(tokenizer.encode('Hello 你好'));
  rmSync(folder, { recursive: true });
});
