import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import { orderCard } from './order-words.ts';
import { namedMethod } from './payment-methods.ts';
import { callPerson, offerPerson } from './person-wanted.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const asksForInvoice = /\b(?:invoice|receipt|vat|tax)\b|发票|专票|普票|抬头|税号|收据|报销/i;
/** With a company's name and tax number: a person's work, whichever order it is. */
const asksForSpecialInvoice =
  /专票|专用发票|增值税|抬头|税号|\bvat (?:invoice|number|receipt)|company name\b/i;
const chargedTwice =
  /\b(?:twice|two times|2x|double|duplicate)\b|(?:两|2|二)(?:次|笔|遍)|重复扣|多扣|扣了两/i;
const trouble =
  /\b(?:fail|declin|error|stuck|freez|won't go|not go(?:ing)? through|charged|taken|pending)\w*\b|失败|转圈|付不了|支付不了|扣(?:了|款|钱)|系统繁忙|报错/i;
const asksForMethods =
  /\b(?:pay (?:with|by)|ways? to pay|take|accept|payment (?:methods?|options?))\b|怎么付|付款方式|支付方式/i;
const asksForTotal = /\b(?:how much (?:did|was)|total|paid|charge for)\b|付了多少|一共多少|总价|实付/i;

const asksForInvoices = /\b(?:all|every|each)\b.{0,20}\b(?:invoices?|receipts?)\b|所有.{0,6}发票/i;

/** Methods, what an order came to, invoices; what only payments themselves can tell goes to a person. */
export const payment: Skill = {
  async start(context) {
    const { text, say } = context;
    const article = fittingArticle(context);
    if (chargedTwice.test(text)) {
      // What the shop itself says of it first: most second charges go by themselves.
      const offered = offerPerson(context, say('payment.twice'), 'payment');
      return article ? { ...offered, said: [quoted(context, article), ...offered.said] } : offered;
    }
    if (asksForInvoices.test(text)) return offerPerson(context, say('payment.invoices'), 'invoice');
    if (asksForSpecialInvoice.test(text)) {
      // The second message about it brings the name or the number: it is passed on as it stands.
      const told = (context.dialog.spoken['payment.invoiceSpecial'] ?? 0) > 0;
      return told
        ? callPerson(context, 'invoice', 0.4)
        : offerPerson(context, say('payment.invoiceSpecial'), 'invoice');
    }
    if (asksForInvoice.test(text) && context.verifiedShopperId === null)
      return offerPerson(context, say('payment.invoiceGuest'), 'invoice');
    if (asksForInvoice.test(text) || asksForTotal.test(text)) {
      const detail = asksForInvoice.test(text) ? 'invoice' : 'total';
      const found = await findOrder(context, { skill: 'payment', fits: () => true, detail });
      return 'order' in found ? tellPaid(context, found.order, detail) : found.outcome;
    }
    const methods = trouble.test(text) ? null : tellMethods(context);
    if (methods) return methods;
    if (article && !trouble.test(text))
      return { said: [quoted(context, article)], choices: [personChoice(context)] };
    return offerPerson(context, say('payment.trouble'), 'payment');
  },

  async proceed(context, step, answer) {
    const order = await chosenOrder(context, step, answer);
    return order ? tellPaid(context, order, step.detail ?? 'total') : null;
  },
};

/** Whether one can pay by what is named, and by what else; null: no method is asked for. */
function tellMethods({ say, shop, facts, language, text }: SkillContext): Outcome | null {
  const method = namedMethod(text);
  if ((!method && !asksForMethods.test(text)) || shop.paymentMethods.length === 0) return null;
  const taken = shop.paymentMethods.some(({ en, zh }) => method?.said.test(en) || method?.said.test(zh));
  const methods = shop.paymentMethods.map((one) => facts.source(one[language])).join(say('list.comma'));
  const all = say('payment.methods', { methods });
  const named = method?.name[language];
  if (!named) return { said: [{ text: all }], offerFits: true };
  const yesOrNo = say(taken ? 'payment.taken' : 'payment.notTaken', { method: named });
  return { said: [{ text: `${yesOrNo} ${all}` }], offerFits: true };
}

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
