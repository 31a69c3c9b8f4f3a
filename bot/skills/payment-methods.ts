import type { Localised } from '../../core/localised.ts';

interface PaymentMethod {
  readonly name: Localised;
  readonly said: RegExp;
}

const method = (en: string, zh: string, said: RegExp): PaymentMethod => ({ name: { en, zh }, said });

/** Ways to pay that shoppers ask for by name, whether or not a shop takes them. */
const known: readonly PaymentMethod[] = [
  method('Klarna', 'Klarna', /\bklarna\b/i),
  method('Clearpay', 'Clearpay', /\b(?:clear|after)pay\b/i),
  method('PayPal', 'PayPal', /\bpay ?pal\b|贝宝/i),
  method('Apple Pay', 'Apple Pay', /\bapple ?pay\b|苹果支付/i),
  method('Google Pay', 'Google Pay', /\b(?:google|g) ?pay\b|谷歌支付/i),
  method('Alipay', '支付宝', /\balipay\b|支付宝/i),
  method('WeChat Pay', '微信支付', /\bwe ?chat\b|微信/i),
  method('Huabei', '花呗', /\bhuabei\b|花呗/i),
  method('UnionPay', '银联', /\bunion ?pay\b|银联|云闪付/i),
  method('Baitiao', '京东白条', /白条/),
  method('American Express', '美国运通卡', /\b(?:amex|american express)\b|运通/i),
  method('Visa', 'Visa', /\bvisa\b/i),
  method('Mastercard', '万事达卡', /\bmaster ?card\b|万事达/i),
  method('payment in instalments', '分期付款', /\binstal?ments?\b|\bpay (?:monthly|later)\b|分期/i),
  method('cash on delivery', '货到付款', /\bcash(?: on delivery)?\b|\bcod\b|货到付款/i),
  method('bank transfer', '银行转账', /\bbank transfer\b|\bwire\b|转账/i),
  method('Bitcoin', '比特币', /\b(?:bitcoin|btc|crypto\w*)\b|比特币/i),
];

/** The way to pay that a message names; null for none. */
export function namedMethod(text: string): PaymentMethod | null {
  return known.find(({ said }) => said.test(text)) ?? null;
}
