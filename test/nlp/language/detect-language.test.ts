import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../nlp/language/detect-language.ts';

describe('English', () => {
  test.each([
    'Where is my order 10482017?',
    'wheres my parcel its been 2 weeks',
    'can i return the blue dress',
    'My naïve friend loves your café mugs',
    'do u have this in size M',
    'The qipao 旗袍 I bought is too small, can I return it?',
    'refund',
    "I'm leaving, you lot are useless",
    'is the Comme des Garçons one back in stock?',
    'how much is shipping to San José de la Montaña',
    'u guys r the worst lol',
    'ooh la la so chic',
    'no 23 Gateway Road Bridge Town AL',
    'ya give me one',
  ])('%s', (text) => {
    expect(detectLanguage(text)).toEqual({ language: 'en', supported: true });
  });
});

describe('Chinese', () => {
  test.each([
    '我的订单到哪了',
    '退款',
    '我的order什么时候发货',
    'iPhone手机壳有货吗',
    '這件衣服可以退貨嗎',
    '想买Nike的Air Max，有没有42码的',
    '这个真の好用',
    '亲在吗',
    'hi，我要退货',
    'Google Pay ok吗',
    'Type-C还是lightning',
    '太好用了ヾ(＠⌒ー⌒＠)ノ',
  ])('%s', (text) => {
    expect(detectLanguage(text)).toEqual({ language: 'zh', supported: true });
    expect(detectLanguage(text, 'en').language).toBe('zh');
  });
});

describe('not spoken here', () => {
  test.each([
    ['Japanese', '注文した商品はいつ届きますか'],
    ['Japanese in katakana', 'キャンセルシタイ'],
    ['Korean', '주문한 상품이 언제 도착하나요?'],
    ['Russian', 'Где мой заказ?'],
    ['Arabic', 'أين طلبي؟'],
    ['Hebrew', 'איפה ההזמנה שלי'],
    ['Thai', 'สินค้าของฉันอยู่ที่ไหน'],
    ['Hindi', 'मेरा ऑर्डर कहाँ है'],
    ['Greek', 'Πού είναι η παραγγελία μου;'],
    ['French', 'Bonjour, où est ma commande ? Je voudrais être remboursé'],
    ['short French', 'Où est mon colis'],
    ['German', 'Wo ist meine Bestellung? Ich möchte mein Geld zurück'],
    ['Spanish', '¿Dónde está mi pedido? Quiero devolver la camisa'],
    ['Italian', 'Ciao, dove è il mio pacco? Vorrei un rimborso'],
    ['Portuguese', 'Olá, onde está a minha encomenda?'],
    ['Dutch', 'Waar is mijn bestelling, ik wil graag mijn geld terug'],
    ['Polish', 'Gdzie jest moja paczka?'],
    ['Turkish', 'Merhaba, siparişim nerede?'],
    ['a greeting', 'Bonjour!'],
  ])('%s', (_name, text) => {
    expect(detectLanguage(text)).toEqual({ language: 'en', supported: false });
    expect(detectLanguage(text, 'zh')).toEqual({ language: 'zh', supported: false });
  });
});

describe('too short to tell: the conversation so far decides', () => {
  test.each([
    'ok',
    'OK!',
    '👍👍',
    '10482017',
    '???',
    'M',
    'thx',
    '',
    '   ',
    '[EMAIL]',
    'https://shop.example/x',
    'A1B2C3',
  ])('%j', (text) => {
    expect(detectLanguage(text, 'zh')).toEqual({ language: 'zh', supported: true });
    expect(detectLanguage(text, 'en')).toEqual({ language: 'en', supported: true });
    expect(detectLanguage(text)).toEqual({ language: 'en', supported: true });
  });
});

test('mixed text goes with the conversation when both languages carry it', () => {
  const text = '我要 cancel order 谢谢 please';
  expect(detectLanguage(text, 'zh').language).toBe('zh');
});
