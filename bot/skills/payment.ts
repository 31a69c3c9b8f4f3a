import { weakPassageScore } from '../ports/knowledge.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice } from './find-order.ts';
import { orderCard } from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import { quote } from './product-question.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const asksForInvoice = /\b(?:invoice|receipt|vat|tax)\b|发票|专票|普票|抬头|税号|收据|报销/i;
const chargedTwice = /\b(?:twice|two times|2x|double|duplicate)\b|两次|重复扣|多扣|扣了两/i;
const trouble =
  /\b(?:fail|declin|error|stuck|freez|won't go|not go(?:ing)? through|charged|taken|pending)\w*\b|失败|转圈|付不了|支付不了|扣(?:了|款|钱)|系统繁忙|报错/i;
const asksForMethods =
  /\b(?:pay (?:with|by)|take|accept|klarna|paypal|visa|amex|apple pay|google pay|alipay|wechat|instal?ments?|card)\b|怎么付|付款方式|支付方式|支付宝|微信|花呗|分期|信用卡|货到付款/i;
const asksForTotal = /\b(?:how much (?:did|was)|total|paid|charge for)\b|付了多少|一共多少|总价|实付/i;

/** Methods, what an order came to, invoices; what only payments themselves can tell goes to a person. */
export const payment: Skill = {
  async start(context) {
    const { text, say, shop, facts, language, passages } = context;
    if (chargedTwice.test(text)) return offerPerson(context, say('payment.twice'), 'payment');
    if (asksForInvoice.test(text) || asksForTotal.test(text)) {
      const detail = asksForInvoice.test(text) ? 'invoice' : 'total';
      const found = await findOrder(context, { skill: 'payment', fits: () => true, detail });
      return 'order' in found ? tellPaid(context, found.order, detail) : found.outcome;
    }
    if (asksForMethods.test(text) && !trouble.test(text) && shop.paymentMethods.length > 0) {
      const methods = shop.paymentMethods.map((method) => facts.source(method[language]));
      return {
        said: [{ text: say('payment.methods', { methods: methods.join(say('list.comma')) }) }],
        offerFits: true,
      };
    }
    const article = passages.find(({ kind, score }) => kind === 'article' && score >= weakPassageScore);
    if (article && !trouble.test(text))
      return {
        said: [{ text: facts.source(quote(article.text)), sources: [article.source] }],
        choices: [personChoice(context)],
      };
    return offerPerson(context, say('payment.trouble'), 'payment');
  },

  async proceed(context, step, answer) {
    const order = await chosenOrder(context, step, answer);
    return order ? tellPaid(context, order, step.detail ?? 'total') : null;
  },
};

function tellPaid(context: SkillContext, order: OrderView, detail: string): Outcome {
  const { say, facts } = context;
  const number = facts.number(order.number);
  const total = say('payment.order', {
    number,
    total: facts.amount(order.totalCents, order.currency),
    shipping: facts.amount(order.shippingCents, order.currency),
    tax: facts.amount(order.taxCents, order.currency),
  });
  const cards = [orderCard(context, order)];
  const focus = { orderNumber: order.number };
  if (detail !== 'invoice') return { said: [{ text: total, cards }], focus, offerFits: true };
  const text = `${total} ${say('payment.invoice', { number })}`;
  return { ...offerPerson(context, text, 'invoice'), said: [{ text, cards }], focus };
}
