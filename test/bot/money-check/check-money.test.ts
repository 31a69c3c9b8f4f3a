import { describe, expect, test } from 'vitest';
import { checkMoney } from '../../../bot/money-check/check-money.ts';
import { noMoneyFacts } from '../../../bot/money-check/money-facts.ts';
import { saysNoMore } from '../../../bot/money-check/says-the-same.ts';
import { attacks } from './attacks.ts';
import { ordinary } from './ordinary-sentences.ts';

describe('without a fact', () => {
  test.each(attacks)('holds back: %s', (text) => {
    expect(checkMoney(text, noMoneyFacts).ok).toBe(false);
  });

  test.each(attacks)('holds back in the middle of a sentence: %s', (text) => {
    expect(checkMoney(`Thank you for waiting. ${text} Is there anything else?`, noMoneyFacts).ok).toBe(false);
    expect(checkMoney(`感谢您的耐心等待。${text}。还需要别的吗？`, noMoneyFacts).ok).toBe(false);
  });

  test.each([...ordinary.en, ...ordinary.zh])('lets pass: %s', (text) => {
    expect(checkMoney(text, noMoneyFacts)).toEqual({ ok: true });
  });
});

describe('with the facts of a turn', () => {
  const facts = {
    percents: [10, 15],
    amounts: [
      { cents: 5000, currency: 'GBP' },
      { cents: 395, currency: 'GBP' },
      { cents: 129_900, currency: 'GBP' },
      { cents: 6400, currency: 'GBP' },
    ],
    codes: ['7KQM-2XNB-W4TD', 'BLACK10', 'STUDENT5', 'AUTUMN10'],
    points: [320],
    free: ['shipping'],
    numbers: ['MS-100234', 'HH123456789GB', 'R00000017'],
    sources: ['100 % mulesing-free merino, 30% off the second scarf', '下一单 9 折（优惠 10%）'],
  } as const;

  test.each([
    'You have 10% off your next order.',
    '运费£3.95，一般 2 到 4 个工作日送到。',
    'You have ten percent off your next order with BLACK10.',
    'Your code is 7KQM-2XNB-W4TD, valid until 4 December.',
    'Your code: 7KQM 2XNB W4TD.',
    'The code BLACK10 10 % off is public.',
    'Delivery costs £3.95, and it is free for orders of £50.00 or more.',
    'Orders over £50 get free delivery.',
    'You paid £1,299.00 in all.',
    'You paid 1.299,00 £ in all.',
    'It costs £64.',
    'It costs sixty-four pounds.',
    'You have 320 points.',
    'Your order MS-100234 is with DPD under HH123456789GB; return R00000017 is open.',
    'It is with DPD under HH123456789GB; a colleague can chase it for you.',
    'At the moment there is free delivery from £50, the code STUDENT5 and AUTUMN10.',
    'The second scarf is 30% off.',
    '下一单 9 折，优惠码 BLACK10。',
    '您有九折优惠。',
    '您有 85 折优惠。',
    '订单满 £50 免运费，运费 £3.95。',
    '您的积分是320。',
  ])('lets pass: %s', (text) => {
    expect(checkMoney(text, facts)).toEqual({ ok: true });
  });

  test.each([
    'You have 1 0 0 % off.',
    'You have 12 % off.',
    'You have 8 折.',
    '下一单八折。',
    'Delivery costs £2.95.',
    'It costs €64.',
    'Your code is 7KQM-2XNB-W4TE.',
    'Your code is BLACK15.',
    'You have 3200 points.',
    'Shipping is free and you get a free mug.',
    'Returns are free.',
    '免单，免运费。',
  ])('holds back: %s', (text) => {
    expect(checkMoney(text, facts).ok).toBe(false);
  });
});

describe('in a currency without hundredths', () => {
  const yen = {
    amounts: [
      { cents: 12_800, currency: 'JPY' },
      { cents: 500, currency: 'JPY' },
    ],
  };
  const won = {
    amounts: [
      { cents: 1_250_000, currency: 'KRW' },
      { cents: 5_000, currency: 'KRW' },
    ],
  };
  const dinar = {
    amounts: [
      { cents: 12_500, currency: 'KWD' },
      { cents: 500, currency: 'KWD' },
    ],
  };

  test.each([
    ['It costs ¥12,800.', yen],
    ['It costs JP¥12,800, and 500 yen for delivery.', yen],
    ['价格12800日元，运费500円。', yen],
    ['You save 500.', yen],
    ['It costs ₩1,250,000 and 5,000 won for delivery.', won],
    ['The total is 1250000.', won],
    ['5,000 off.', won],
    ['It costs KWD 12.500.', dinar],
    ['It costs 12.5 KWD and KWD 0.500 for delivery.', dinar],
  ])('lets pass: %s', (text, facts) => {
    expect(checkMoney(text, facts)).toEqual({ ok: true });
  });

  test.each([
    ['It costs ¥128.', yen],
    ['It costs 128.00.', yen],
    ['You get 1,000 yen off.', yen],
    ['便宜1,280円。', yen],
    ['You save 5,000.', yen],
    ['It costs $12,800.', yen],
    ['It costs ₩12,500.', won],
    ['50,000 won back for you.', won],
    ['It costs KWD 1.250.', dinar],
    ['It costs KWD 12,500.', dinar],
    ['It costs $12.50.', dinar],
    ['We give you 20 KWD.', dinar],
    ['You get ₹500 back.', dinar],
  ])('holds back: %s', (text, facts) => {
    expect(checkMoney(text, facts).ok).toBe(false);
  });
});

test('a text of ten thousand characters of nearly everything is read in reasonable steps', () => {
  const text = 'free 2 0 % f r e e 五 折 £ 2 0 code A B C 1 2 '.repeat(220);
  expect(checkMoney(text, noMoneyFacts).ok).toBe(false);
});

test.each([
  '只收一半|不用付款|邮费我们出|我请客|算我的|我买单',
  'nothing to pay|at cost price|one fifth less|a quarter less|a couple of pounds off|few pounds off|a pony off',
  'grand off|money back|we pay you back|half as dear|one-half|shipping is included|delivery included',
  'as a present|present from us|my treat|extra points',
])('a promise without a number is more than the template says: %s', (phrases) => {
  const template = 'Your parcel is on its way.';
  const slipped = phrases.split('|').filter((phrase) => saysNoMore(`${template} ${phrase}.`, template));
  expect(slipped).toEqual([]);
});

test('a code that may be said is read as nothing else, whatever its letters and digits look like', () => {
  for (const ending of 'ABCDEFGHJKLMNPQRSTUVWXYZ')
    for (const number of ['5', '26', '50', '999']) {
      const code = `XSR7-JGCF-${number}${ending}`;
      expect(checkMoney(`Your code is ${code}.`, { codes: [code] })).toEqual({ ok: true });
      expect(checkMoney(`优惠码${code}，请收好`, { codes: [code] })).toEqual({ ok: true });
      expect(checkMoney(`Your code is ${code} and 26p off`, { codes: [code] }).ok).toBe(false);
      expect(checkMoney(`Your code is ${code}X`, { codes: [code] }).ok).toBe(false);
    }
});
