import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPii, type PiiKind } from '../../../nlp/pii/find-pii.ts';
import { redactPii } from '../../../nlp/pii/redact-pii.ts';
import { PiiGenerator } from './generated.ts';

const kinds: Record<string, [PiiKind, (make: PiiGenerator) => string]> = {
  'Chinese mobile': ['PHONE', (make) => make.chineseMobile()],
  'Chinese landline': ['PHONE', (make) => make.chineseLandline()],
  'Chinese resident number': ['ID_NUMBER', (make) => make.chineseResident()],
  card: ['CARD', (make) => make.card()],
  IBAN: ['IBAN', (make) => make.iban()],
  email: ['EMAIL', (make) => make.email()],
  'UK phone': ['PHONE', (make) => make.ukPhone()],
  'US phone': ['PHONE', (make) => make.usPhone()],
  'social security number': ['ID_NUMBER', (make) => make.socialSecurity()],
  'national insurance number': ['ID_NUMBER', (make) => make.nationalInsurance()],
  'IP address': ['IP', (make) => make.ip()],
};

const frames = [
  (value: string) => `hi, mine is ${value}, can you check?`,
  (value: string) => `${value}`,
  (value: string) => `我的是${value}，麻烦看一下`,
  (value: string) => `order 10482017 please use ${value} from now on`,
  (value: string) => `订单#10482017，联系${value}。`,
];

describe.each(Object.entries(kinds))('%s', (_name, [kind, make]) => {
  test('is replaced wherever it stands, and nothing else is', () => {
    const generator = new PiiGenerator(`pii ${_name}`);
    const missed: string[] = [];
    let cases = 0;
    for (let i = 0; i < 200; i++) {
      const value = make(generator);
      for (const frame of frames) {
        cases++;
        const redacted = redactPii(frame(value)).text;
        if (redacted !== frame(`[${kind}]`)) missed.push(`${frame(value)} -> ${redacted}`);
      }
    }
    // Recall and precision together, on what the rules of each kind can make.
    expect(missed.slice(0, 5)).toEqual(missed.length / cases <= 0.01 ? missed.slice(0, 5) : []);
  });
});

test('order numbers, prices, dates, sizes and versions stay as they are', () => {
  const generator = new PiiGenerator('harmless');
  const wrong: string[] = [];
  for (let i = 0; i < 2_000; i++) {
    const value = generator.harmless();
    const text = generator.pick([
      `where is ${value}?`,
      `我的单号 ${value} 怎么还没到`,
      `order number ${value} please`,
      `订单${value}什么时候发货`,
      value,
      `it is ${value} and ${generator.harmless()}, thanks`,
    ]);
    if (redactPii(text).text !== text) wrong.push(`${text} -> ${redactPii(text).text}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  'I would like to know the state of my command number 10475530, thank you',
  'Hello dear, my order please check, number is 10486611',
  'has the cancellation of 10478112 gone through',
  '我的号码是10486611，帮我查一下',
])('an order number stays beside words that could mean a phone: %s', (text) => {
  expect(redactPii(text).text).toBe(text);
});

test('one wrong check digit is no card, no IBAN and no resident number', () => {
  const generator = new PiiGenerator('check digits');
  const broken = (value: string, at: number) =>
    value.slice(0, at) + ((Number(value[at]) + 1) % 10) + value.slice(at + 1);
  for (let i = 0; i < 100; i++) {
    const card = generator.card().replace(/[ -]/g, '');
    expect(findPii(broken(card, 8)).filter(({ kind }) => kind === 'CARD')).toEqual([]);
    const resident = generator.chineseResident();
    expect(findPii(broken(resident, 16)).filter(({ kind }) => kind === 'ID_NUMBER')).toEqual([]);
  }
});

test('full-width digits, as Chinese keyboards write them, are digits', () => {
  expect(redactPii('电话１３８００１３８０００').text).toBe('电话[PHONE]');
});

test('several kinds in one message', () => {
  const { text, kinds: found } = redactPii(
    'I am at jo@example.com or 138 0013 8000, card 4111 1111 1111 1111, order 10482017.',
  );
  expect(text).toBe('I am at [EMAIL] or [PHONE], card [CARD], order 10482017.');
  expect(found).toEqual(['EMAIL', 'PHONE', 'CARD']);
});

test('any text at all: finds are in order, inside, and apart; the rest is untouched', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[\d+() .@a-f:-]{0,200}$/)),
      (text) => {
        let last = 0;
        for (const { start, end } of findPii(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});

test.each(['1', '1 ', 'a', '(', '1-', '@', ':', 'a.', '１', '+1 (2) '])(
  '10,000 characters of %j are read',
  (unit) => {
    const text = unit.repeat(10_000 / unit.length);
    expect(redactPii(text).text.length).toBeGreaterThan(0);
  },
);
