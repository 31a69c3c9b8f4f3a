import { describe, expect, test } from 'vitest';
import { plainChinese } from '../../../nlp/language/plain-chinese.ts';

describe('plain Chinese', () => {
  test.each([
    ['請問運費怎麼算？', '请问运费怎么算？'],
    ['我想買一個背包，有防水的嗎', '我想买一个背包，有防水的吗'],
    ['我的快弟到那了', '我的快递到那了'],
    ['我想推货', '我想退货'],
    ['tui huo', '退货'],
    ['定单号是多少', '订单号是多少'],
    ['帐号登陆不了', '账号登录不了'],
  ])('%s is read as %s', (written, read) => {
    expect(plainChinese(written)).toBe(read);
  });

  test.each([
    '顾客付款以后本人公司可服用',
    '退或换都行，漂亮的阔腿款',
    '决定单独购买',
    '他在发火',
    'Where is my parcel?',
    '主推款式，尽快地发来',
  ])('%s stays as it is', (text) => {
    expect(plainChinese(text)).toBe(text);
  });
});
