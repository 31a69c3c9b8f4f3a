import { describe, expect, test } from 'vitest';
import { budgetIn, withoutBudget } from '../../bot/dialog/budget.ts';
import { coloursIn, familiesOf } from '../../bot/dialog/colour-words.ts';
import { splitWishes } from '../../bot/dialog/split-wishes.ts';
import { weighTopics } from '../../bot/dialog/topic-cues.ts';
import { countryIn, countryName } from '../../bot/skills/place-words.ts';
import { type TopicLabel, topicLabels } from '../../core/words.ts';

describe('budgets', () => {
  test.each([
    ['预算五百左右', 500, null],
    ['三百块以内的包', 300, null],
    ['２０镑以内的杯子', 20, 'GBP'],
    ['不超过一百五十元', 150, 'CNY'],
    ['a gift under £40', 40, 'GBP'],
    ['budget of about 25', 25, null],
    ['something under ¥3,000 yen', 3000, 'JPY'],
    ['三千日元以内', 3000, 'JPY'],
    ['around 50,000 won', 50_000, 'KRW'],
  ])('%s', (text, amount, currency) => {
    expect(budgetIn(text)).toEqual({ amount, currency });
  });

  test.each([
    ['三百块以内的包', '包'],
    ['２０镑以内的杯子送妈妈', '杯子送妈妈'],
    ['给爸爸买礼物，预算五百块左右', '给爸爸买礼物,'],
    ['a gift under £40', 'a gift'],
    ['lamp around 30 pounds or so for my desk', 'lamp for my desk'],
    ['something blue for $50', 'something blue for'],
    ['预算五百左右', null],
    ['an umbrella', null],
  ])('%s is looked for as %s', (text, goods) => {
    expect(withoutBudget(text)).toBe(goods);
  });

  test.each(['打五折吧', '第二个多少钱', '两双袜子', 'order 100001 please'])('%s names none', (text) => {
    expect(budgetIn(text)).toBeNull();
  });
});

describe('colours', () => {
  test('navy and 藏青 are blue to whoever asks for blue', () => {
    expect(familiesOf({ en: 'navy', zh: '藏青' })).toEqual(new Set(['blue']));
    expect(coloursIn('有没有蓝色的')).toEqual(new Set(['blue']));
    expect(coloursIn('the blue one')).toEqual(new Set(['blue']));
  });

  test.each(['我明白了', '来点红茶', '黑五有活动吗', '领个红包'])('%s names no colour', (text) => {
    expect(coloursIn(text).size).toBe(0);
  });
});

describe('several wishes in one message', () => {
  test.each([
    'How long does delivery to Ireland take, and what does it cost?',
    '寄到爱尔兰怎么寄，以及要多少钱',
  ])('%s is one matter: the second part only asks more of the first', (text) =>
    expect(splitWishes(text)).toEqual([]),
  );

  test('are told apart at the words that begin another', () => {
    expect(splitWishes('我那个快递到哪了？顺便我想把上次买的退了，另外推荐个台灯')).toEqual([
      '我那个快递到哪了',
      '我想把上次买的退了',
      '推荐个台灯',
    ]);
  });

  test('a long complaint gives the sentences that want something', () => {
    const rant = `${'等了好久真的特别生气，每次都是这样，说好的时间从来没有准过。'.repeat(4)}麻烦帮我取消这个订单。气死我了。`;
    expect(splitWishes(rant)).toEqual(['麻烦帮我取消这个订单']);
  });

  test.each(['我的快递到哪了', '你好', 'where is my order?'])('%s is one', (text) => {
    expect(splitWishes(text)).toEqual([]);
  });
});

describe('places', () => {
  test.each([
    ['寄到新疆伊犁要多久', 'zh', 'CN'],
    ['能发日本吗', 'zh', 'JP'],
    ['do you ship to Northern Ireland', 'en', 'GB'],
    ['delivery to Germany', 'en', 'DE'],
    ['运费多少', 'zh', null],
    ['can you tell us more', 'en', null],
  ] as const)('%s', (text, language, country) => {
    expect(countryIn(text, language)).toBe(country);
  });

  test('are called by the name that the reader knows', () => {
    expect(countryName('DE', 'zh')).toBe('德国');
  });
});

describe('cues beside the model', () => {
  const topic = (sure: Partial<Record<TopicLabel, number>>) => {
    const rest = 1 - Object.values(sure).reduce((sum, one) => sum + one, 0);
    const others = topicLabels.length - Object.keys(sure).length;
    const probabilities = Object.fromEntries(
      topicLabels.map((label) => [label, sure[label] ?? rest / others]),
    ) as Record<TopicLabel, number>;
    const [label] = Object.entries(probabilities).sort(([, a], [, b]) => b - a)[0]!;
    return { label: label as TopicLabel, probabilities };
  };

  test('turn an unsure model', () => {
    const unsure = topic({ product_question: 0.5, return_refund: 0.2 });
    expect(weighTopics(unsure, '鞋子挤脚能换大半码吗').label).toBe('return_refund');
    expect(weighTopics(topic({ leaving: 0.6, cancel: 0.2 }), '先别寄了').label).toBe('cancel');
  });

  test.each([
    ['are u an actual human lol', 'person_wanted', 'small_talk'],
    ['Am I talking to a real person?', 'person_wanted', 'small_talk'],
    ['你到底是真人还是机器人', 'person_wanted', 'small_talk'],
    ['get me a real person', 'complaint', 'person_wanted'],
    ['天天给我发广告短信，回T也没用，能不能别发了！', 'cancel', 'account'],
    ['先别发了，我不要了', 'leaving', 'cancel'],
    ['def fib(n): return n if n<2 else', 'return_refund', 'out_of_scope'],
    ['can I return this (and how)?', 'small_talk', 'return_refund'],
    ['别人家都肯让价，就你们一毛不拔', 'complaint', 'promotion'],
  ] as const)('%s is not %s', (text, model, meant) => {
    expect(weighTopics(topic({ [model]: 0.6, [meant]: 0.1 }), text).label).toBe(meant);
  });

  test('leave a sure one, and probabilities that sum to 1', () => {
    const sure = topic({ complaint: 0.999 });
    const weighed = weighTopics(sure, '快递员态度恶劣');
    expect(weighed.label).toBe('complaint');
    expect(Object.values(weighed.probabilities).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    expect(weighTopics(sure, '就是很不满意')).toBe(sure);
  });
});
