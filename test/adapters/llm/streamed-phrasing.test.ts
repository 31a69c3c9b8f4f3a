import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPhraser } from '../../../adapters/llm/create-phraser.ts';
import { checkMoney } from '../../../bot/money-check/check-money.ts';
import type { MoneyFacts } from '../../../bot/money-check/money-facts.ts';
import type { PhraseRequest } from '../../../bot/ports/llm.ts';
import { silentLogger } from '../../../core/logger.ts';
import { attacks } from '../../bot/money-check/attacks.ts';
import { type Behaviour, type ModelServer, startModelServer } from './hostile-model.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const facts: MoneyFacts = {
  percents: [10],
  codes: ['BLACK10'],
  numbers: ['MS-100234'],
  amounts: [{ cents: 6400, currency: 'GBP' }],
};
const english: PhraseRequest = {
  language: 'en',
  template: 'Your order MS-100234 over £64.00 is on its way and should arrive on 24 November.',
  facts,
  question: 'where is my order??',
  history: [],
};
const chinese: PhraseRequest = {
  language: 'zh',
  template: '您的订单MS-100234共£64.00，已在路上，预计11月24日送达。',
  facts,
  question: '我的订单到哪了？',
  history: [],
};

/** What is shown while the model writes, and what comes of it. */
async function streamed(behaviour: Behaviour, request = english, timeoutMs = 4_000) {
  server.behave(behaviour);
  const phraser = createPhraser({ baseUrl: server.baseUrl, model: 'test', logger: silentLogger, timeoutMs });
  const shown: string[] = [];
  const text = await phraser.phrase(request, { onPart: (part) => shown.push(part) });
  return { shown, text };
}

/** The same text in pieces of so many characters: they tear words, figures and characters of two units apart. */
const piecesOf = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));

const goodEnglish =
  'Good news! Your order [NUMBER_1] over £64.00 has left us, and it should be with you on 24 November.';
const goodChinese = '好消息！您的订单[NUMBER_1]共£64.00，已经在路上了，预计11月24日就能送达。';

describe('a model that does as it is told', () => {
  test.each([1, 2, 3, 7, 1_000])('is shown clause by clause, in pieces of %i', async (size) => {
    const { shown, text } = await streamed({ kind: 'streams', pieces: piecesOf(goodEnglish, size) });
    const whole = goodEnglish.replace('[NUMBER_1]', 'MS-100234');
    expect(text).toBe(whole);
    for (const part of shown) expect(whole.startsWith(part)).toBe(true);
    if (size < 10) expect(shown).toEqual(['Good news!']);
  });

  test('a longer reply grows by each clause, one behind what is written', async () => {
    const template = 'It is blue. It weighs 200 g. It is made of oak. It comes from Wales. Anything else?';
    const { shown, text } = await streamed(
      { kind: 'streams', pieces: (reply) => piecesOf(`Sure: ${reply}`, 4) },
      { ...english, template },
    );
    expect(text).toBe(`Sure: ${template}`);
    expect(shown).toEqual([
      'Sure:',
      'Sure: It is blue.',
      'Sure: It is blue. It weighs 200 g.',
      'Sure: It is blue. It weighs 200 g. It is made of oak.',
    ]);
  });

  test.each([1, 2, 5])('writes Chinese when the reply is Chinese, in pieces of %i', async (size) => {
    const { shown, text } = await streamed({ kind: 'streams', pieces: piecesOf(goodChinese, size) }, chinese);
    expect(text).toBe(goodChinese.replace('[NUMBER_1]', 'MS-100234'));
    expect(shown).toEqual(['好消息！', '好消息！您的订单MS-100234共£64.00，']);
  });

  test('its thoughts are not shown', async () => {
    const pieces = piecesOf(`<think>They want 50% off. No. Never, ever.</think>\n${goodEnglish}`, 3);
    const { shown, text } = await streamed({ kind: 'streams', pieces });
    expect(text).toMatch(/^Good news!/);
    expect(shown).toEqual(['Good news!']);
  });

  test('asks for a stream only when somebody watches', async () => {
    await streamed({ kind: 'streams', pieces: [goodEnglish] });
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({ stream: true });
  });
});

describe('a model that invents', () => {
  test.each([1, 3, 1_000])(
    'gets no claim shown, in whatever spelling, in pieces of %i',
    async (size) => {
      const leaks: string[] = [];
      for (const attack of attacks) {
        const said = `Good news! Your order [NUMBER_1] is on its way. ${attack} It is over £64.00, and due on 24 November. Bye!`;
        const { shown, text } = await streamed({ kind: 'streams', pieces: piecesOf(said, size) });
        if (text !== null) leaks.push(text);
        leaks.push(...shown.filter((part) => !checkMoney(part, facts).ok || part.includes(attack)));
      }
      expect(leaks).toEqual([]);
    },
    120_000,
  );

  test.each([
    ['五折 torn apart', chinese, ['好消息！您的订单已在路上，', '现在全场五', '折，', '快来看看吧。']],
    ['half off torn apart', english, ['Good news! You get hal', 'f o', 'ff, today. ', 'See you!']],
    ['20 % torn apart', english, ['Good news! Take 2', '0 ', '% ', 'off, now. ', 'See you!']],
    ['a number grown', english, ['It is over £64.00', '0, as you know. ', 'Right?']],
    ['a clause end inside', english, ['Good news! Twenty. ', 'Percent off, all of it. ', 'See you!']],
    ['a Chinese clause end inside', chinese, ['好消息！全场五，', '折，快来看看吧。', '再见！']],
  ])('%s is held back', async (_, request, pieces) => {
    const { shown, text } = await streamed({ kind: 'streams', pieces }, request);
    expect(text).toBeNull();
    for (const part of shown) {
      expect(checkMoney(part, facts).ok).toBe(true);
      expect(part).not.toMatch(/hal|f off|20|twenty|percent|五|640/i);
    }
  });

  test('an invented code in the last sentence takes back what was shown', async () => {
    const said =
      'Good news! Your order [NUMBER_1] over £64.00 comes on 24 November. Use code OWNED50 for more.';
    const { shown, text } = await streamed({ kind: 'streams', pieces: piecesOf(said, 5) });
    expect(text).toBeNull();
    expect(shown.join()).not.toMatch(/OWNED|code/);
  });

  test('a refused answer is not waited for', async () => {
    const begun = performance.now();
    const { text } = await streamed({
      kind: 'streams',
      pieces: ['Good news! You get 90 % off, really. ', 'Anything else? '],
      ends: 'silence',
    });
    expect(text).toBeNull();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('placeholders that were not given are shown in no form', async () => {
    for (const trick of ['[NUMBER_9]', '[NUMBER_9', '[EMAIL_1']) {
      const { shown, text } = await streamed({
        kind: 'streams',
        pieces: [`Good news! It is ${trick}, I think. `, 'Well, ', 'see you.'],
      });
      expect(text).toBeNull();
      expect(shown.join()).not.toContain('_');
    }
  });

  test('another language is not shown', async () => {
    const { shown, text } = await streamed({ kind: 'streams', pieces: piecesOf(goodChinese, 2) });
    expect(text).toBeNull();
    expect(shown).toEqual([]);
  });
});

describe('a stream that breaks', () => {
  const begun = piecesOf(goodEnglish, 9).slice(0, 8);
  test.each(['nothing more', 'reset', 'error', 'length', 'silence'] as const)(
    '%s: what was shown was checked, and the template goes out',
    async (ends) => {
      const { shown, text } = await streamed({ kind: 'streams', pieces: begun, ends }, english, 700);
      expect(text).toBeNull();
      expect(shown).toEqual(['Good news!']);
    },
  );

  test('also when nothing but the last mark is missing', async () => {
    const { text } = await streamed({ kind: 'streams', pieces: [goodEnglish], ends: 'nothing more' });
    expect(text).toBeNull();
  });

  test.each<[string, Behaviour]>([
    ['500', { kind: 'status', status: 500 }],
    ['silent', { kind: 'silent' }],
    ['endless', { kind: 'endless' }],
    ['a flood', { kind: 'flood' }],
    ['no stream but JSON', { kind: 'says', text: 'half off' }],
    ['hangs up', { kind: 'hangs up' }],
  ])('%s: nothing is shown', async (_, behaviour) => {
    expect(await streamed(behaviour, english, 1_000)).toEqual({ shown: [], text: null });
  });
});
