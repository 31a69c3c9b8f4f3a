import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../bot/dialog/read-answer.ts';

const orders = [
  { label: '10400348: Fell insulated flask, forest green and 1 more, 14 November', value: '10400348' },
  { label: '10400352: Glow table lamp, cream and 1 more, 21 November', value: '10400352' },
  { label: '10400354: Commuter backpack, black and 1 more, 23 November', value: '10400354' },
];
const socks = [
  { label: '日常袜子三双装（藏青）', value: '1' },
  { label: '山丘保温杯（森林绿）', value: '2' },
];
const confirm = [
  { label: 'Yes, cancel it', value: 'yes' },
  { label: 'No, keep it', value: 'no' },
];

describe('answers', () => {
  test.each([
    ['10400352', '10400352'],
    ['the lamp', '10400352'],
    ['the black one please', '10400354'],
    ['2', '10400352'],
    ['the second one', '10400352'],
    ['last one', '10400354'],
    ['No, the flask', '10400348'],
  ])('"%s" is the order %s', (text, value) => {
    expect(readAnswer(text, orders, 'en')).toEqual({ kind: 'choice', value });
  });

  test.each([
    ['保温杯', '2'],
    ['第一个', '1'],
    ['森林绿的那个', '2'],
    ['不是，袜子', '1'],
  ])('"%s" is the item %s', (text, value) => {
    expect(readAnswer(text, socks, 'zh')).toEqual({ kind: 'choice', value });
  });

  test.each([
    'yes please go ahead and cancel it',
    'absolutely',
    'alright',
    'I confirm',
    '👍',
    'yess',
    'yes',
    'Yes please',
    'ok',
    'go ahead',
    'YES, CANCEL IT',
    'y',
  ])('"%s" confirms', (text) => {
    const answer = readAnswer(text, confirm, 'en');
    expect(answer.kind === 'choice' ? answer.value : answer.kind).toBe('yes');
  });

  test.each(['嗯嗯好的', '好滴', '同意', '是的', '好的', '可以', '确认', '对', '嗯嗯'])(
    '"%s" confirms',
    (text) => {
      expect(readAnswer(text, confirm, 'zh').kind).toBe('yes');
    },
  );

  test.each(['确定取消', '麻烦取消', '好的取消', '是的取消吧'])('"%s" confirms a cancellation', (text) => {
    const choices = [
      { label: '确认取消', value: 'yes' },
      { label: '不取消', value: 'no' },
    ];
    expect(readAnswer(text, choices, 'zh').kind).toBe('yes');
  });

  test.each([
    ['ok no worries', 'en'],
    ['ok never mind', 'en'],
    ["fine, don't bother", 'en'],
    ['oh leave it', 'en'],
    ['好吧算了', 'zh'],
    ['好的，不用了', 'zh'],
    ['那我再想想', 'zh'],
    ['我再看看', 'zh'],
    ['不要取消', 'zh'],
    ['maybe later', 'en'],
    ['actually keep it', 'en'],
    ['嗯，先不取消了', 'zh'],
  ] as const)('"%s" begins like a yes and leaves it', (text, language) => {
    expect(readAnswer(text, confirm, language).kind).toBe('stop');
  });

  test.each([
    ['ok but not the flask', 'en'],
    ['hmm not sure', 'en'],
    ['hold on', 'en'],
    ['不确定', 'zh'],
    ['等等', 'zh'],
    ['是取消还是退货', 'zh'],
    ['sure, only the lamp', 'en'],
    ['yes, wait', 'en'],
    ['fine then where is my lamp', 'en'],
    ['好的，但是杯子留下', 'zh'],
    ['可以，等一下', 'zh'],
    ['好的，那推荐个台灯', 'zh'],
  ] as const)('"%s" confirms nothing', (text, language) => {
    expect(readAnswer(text, confirm, language).kind).toBe('none');
  });

  test.each(['是的，不要了', '对，我不要了', '确认，谢谢'])(
    '"%s" confirms that it is wanted no more',
    (text) => {
      expect(readAnswer(text, confirm, 'zh').kind).toBe('yes');
    },
  );

  test.each([
    'the first one',
    '1',
    "please don't cancel",
    'please delete my account and all data',
    'ok but when does it arrive?',
    'cancel what?',
    'what happens if I cancel it',
    'right, where is my parcel?',
  ])('"%s" does not confirm', (text) => {
    const answer = readAnswer(text, confirm, 'en');
    expect(answer.kind === 'choice' ? answer.value : answer.kind).not.toBe('yes');
  });

  test.each(['不可以', '不要', '别取消', '可以再等等吗', '对了，你们几点下班？'])(
    '"%s" does not confirm',
    (text) => {
      const answer = readAnswer(text, confirm, 'zh');
      expect(answer.kind === 'choice' ? answer.value : answer.kind).not.toBe('yes');
    },
  );

  test.each(['the green one and the lamp and the backpack', 'hm', ''])(
    '"%s" names no single order',
    (text) => {
      expect(readAnswer(text, orders, 'en').kind).not.toBe('choice');
    },
  );

  test('never mind stops in both languages', () => {
    expect(readAnswer('never mind', orders, 'en').kind).toBe('stop');
    expect(readAnswer('算了吧', socks, 'zh').kind).toBe('stop');
  });
});
