import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentimentLabels, topicLabels } from '../../core/words.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';

let models: TextModels;

beforeAll(async () => {
  models = await startTextModels({ device: 'cpu', workers: 1 });
});

afterAll(() => models.close());

const understand = (text: string) => models.understander.understand(text);

describe('plain messages', () => {
  test.each([
    ['en', 'order_status', 'Where is my order 10482017?'],
    ['en', 'return_refund', 'I want to return these shoes and get my money back'],
    ['en', 'cancel', 'please cancel my order'],
    ['en', 'payment', 'my card was charged twice'],
    ['en', 'promotion', 'do you have a discount code'],
    ['en', 'recommendation', 'can you recommend a gift for my mum'],
    ['en', 'account', 'I forgot my password'],
    ['en', 'person_wanted', 'let me talk to a real person'],
    ['en', 'small_talk', 'hello there'],
    ['zh', 'order_status', '我的订单10482017到哪一步了'],
    ['zh', 'return_refund', '我想退货退款'],
    ['zh', 'cancel', '帮我取消订单'],
    ['zh', 'promotion', '有优惠券吗'],
    ['zh', 'recommendation', '推荐一款送妈妈的礼物'],
    ['zh', 'account', '忘记密码了怎么办'],
    ['zh', 'person_wanted', '转人工'],
    ['zh', 'small_talk', '你好'],
  ])('%s %s: %s', async (language, topic, text) => {
    const understood = await understand(text);
    expect(understood.language).toBe(language);
    expect(understood.topic.label).toBe(topic);
  });

  test.each([
    ['negative', 'this is terrible, I am so angry with you'],
    ['positive', 'thank you so much, I love it!'],
    ['neutral', 'what sizes does this come in?'],
    ['negative', '太差劲了，再也不会买了'],
    ['positive', '非常喜欢，谢谢你们'],
    ['neutral', '请问这款有黑色的吗'],
  ])('%s: %s', async (sentiment, text) => {
    expect((await understand(text)).sentiment.label).toBe(sentiment);
  });
});

test('probabilities belong to every label and sum to 1; the label is the likeliest', async () => {
  const { sentiment, topic } = await understand('hmm, the blue one?');
  expect(Object.keys(sentiment.probabilities)).toEqual([...sentimentLabels]);
  expect(Object.keys(topic.probabilities)).toEqual([...topicLabels]);
  for (const { label, probabilities } of [sentiment, topic]) {
    const values = Object.values<number>(probabilities);
    expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect((probabilities as Record<string, number>)[label]).toBe(Math.max(...values));
  }
});

test('the same text is understood the same to the last bit, whatever runs beside it', async () => {
  const alone = await understand('Where is my parcel?');
  const [again] = await Promise.all([
    understand('Where is my parcel?'),
    understand('你好'),
    understand('x'.repeat(500)),
  ]);
  expect(again.vector).toEqual(alone.vector);
  expect(again.topic).toEqual(alone.topic);
});

test('personal data does not reach the text that is kept', async () => {
  const { redactedText } = await understand('call me on 07700 900123 or jo@example.com about order 10482017');
  expect(redactedText).toBe('call me on [PHONE] or [EMAIL] about order 10482017');
});

test("an understanding's vector finds the passage that answers it, in both languages", async () => {
  const passages = {
    en: [
      'Returns are free within 30 days of delivery. Start a return from your order page.',
      'We ship with Royal Mail and DPD; standard delivery takes 2 to 4 working days.',
      'You can pay by card, PayPal, Apple Pay or bank transfer.',
    ],
    zh: [
      '签收后30天内可免费退货，在订单页发起。',
      '标准配送需要2到4个工作日，由顺丰发出。',
      '支持银行卡、支付宝和微信支付。',
    ],
  };
  const questions = {
    en: ['how do i send something back', 'how long does shipping take', 'can I use paypal'],
    zh: ['东西不想要了怎么退', '多久能送到', '可以用微信付款吗'],
  };
  for (const language of ['en', 'zh'] as const) {
    const vectors = await models.embedder.embedMany(passages[language], 'passage');
    for (const [i, question] of questions[language].entries()) {
      const { vector } = await understand(question);
      const scores = vectors.map((passage) =>
        passage.reduce((sum, value, at) => sum + value * vector[at]!, 0),
      );
      expect(scores.indexOf(Math.max(...scores))).toBe(i);
    }
  }
});

test('a query vector is what an understanding carries', async () => {
  const vector = await models.embedder.embed('do you ship to France', 'query');
  expect((await understand('do you ship to France')).vector).toEqual(vector);
  expect(vector).toHaveLength(384);
  expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
});

test.each([
  ['', true],
  ['   ', true],
  ['👍🏽🎉', true],
  ['注文はどこですか', false],
  ['أين طلبي؟ 😡', false],
  ['<script>alert(1)</script>', true],
  ['\u202e\u0000\ud800', true],
  ['a'.repeat(10_000), true],
  ['退'.repeat(10_000), true],
])('%j is understood as something, without failing', async (text, supported) => {
  const understood = await models.understander.understand(text, { languageHint: 'zh' });
  expect(understood.languageSupported).toBe(supported);
  expect(topicLabels).toContain(understood.topic.label);
});
