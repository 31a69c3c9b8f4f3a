import type { Step } from '../dialog/dialog-state.ts';
import type { Answer } from '../dialog/read-answer.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice, whichOrder } from './find-order.ts';
import { asksWhatIsIn, isCancellable, itemsOf, orderCard } from './order-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const confirm = 'confirm';
const notThisOne =
  /^不是(?:这|它)?(?:个|单|笔|件|一单)?[。！!]?$|^不是.{0,2}这|\b(?:not (?:this|that) one|wrong (?:one|order))\b/i;
const refuses = /拒收|不收了|\brefuse (?:it|the (?:parcel|delivery))\b/i;

/** A change of a part: one of two, another quantity, another size. */
const partly =
  /\b(?:instead of|quantity|only (?:one|1|two|2)|one of (?:the|them)|change (?:the |my )?(?:order|size|colou?r|quantity)|remove|swap|add (?:\w+ ){0,3}(?:to|into) (?:it|that|this|the|my))\b|加(?:一|个|点|上).{0,6}(?:订单|这单|进去|一起)|去掉|少一|减(?:一|少)|改成|改数量|只要|只留|里面?的?.{1,8}不要|多拍|两份|换成/i;

/** Nothing is to be cancelled, after all. */
const wantsToKeep =
  /^(?:我)?(?:不|别|先别|暂时不)(?:想|要)?取消|\b(?:don'?t|do not|not) (?:want to )?cancel\b/i;

/** Wants a cancellation taken back. */
const undoes =
  /\b(?:undo|reverse|reinstate|uncancel|bring (?:it|that) back|after all|mistake)\b|撤(?:销|回)|恢复|反悔/i;

/**
 * Cancels an order that has not left.
 *
 *   start -> which-order (several could be meant) -> confirm -> cancelled
 *   confirm -> kept (no) | which-order again ("no, the other one")
 *   An order that has left is never cancelled: a return is offered instead.
 */
export const cancel: Skill = {
  async start(context) {
    if (wantsToKeep.test(context.text)) return { said: [{ text: context.say('resume.dropped') }] };
    const found = await findOrder(context, { skill: 'cancel', fits: isCancellable });
    return 'order' in found ? ask(context, found.order) : found.outcome;
  },

  async proceed(context, step, answer) {
    if (step.name === whichOrder) {
      const order = await chosenOrder(context, step, answer);
      return order ? ask(context, order) : null;
    }
    if (step.name === confirm) return confirmed(context, step, answer);
    return null;
  },
};

function ask(context: SkillContext, order: OrderView): Outcome {
  const { say, facts, shop, text } = context;
  const number = facts.number(order.number);
  const focus = { orderNumber: order.number };
  const toReturn = [{ label: say('choice.return'), value: 'topic:return_refund' }, personChoice(context)];
  if (order.state === 'cancelled')
    return {
      said: [{ text: say(undoes.test(text) ? 'cancel.undo' : 'cancel.already', { number }) }],
      choices: [{ label: say('choice.recommend'), value: 'topic:recommendation' }, personChoice(context)],
      focus,
    };
  if (order.state === 'delivered')
    return { said: [{ text: say('cancel.delivered', { number }) }], choices: toReturn, focus };
  if (!isCancellable(order))
    return {
      said: [
        {
          text: say(refuses.test(text) ? 'cancel.refusal' : 'cancel.shipped', {
            number,
            days: shop.returnDays,
          }),
        },
      ],
      choices: toReturn,
      focus,
    };
  const step = (choices: Step['choices']): Step => ({
    skill: 'cancel',
    name: confirm,
    orderNumber: order.number,
    choices,
    tries: 0,
  });
  if (partly.test(text))
    return {
      said: [{ text: say('cancel.partly', { number }), cards: [orderCard(context, order)] }],
      step: step([
        { label: say('choice.cancelAll'), value: 'yes' },
        { label: say('choice.cancelNo'), value: 'no' },
      ]),
      choices: [personChoice(context)],
      focus,
    };
  return {
    said: [
      {
        text: say('cancel.confirm', {
          number,
          items: itemsOf(context, order),
          total: facts.amount(order.totalCents, order.currency),
        }),
        cards: [orderCard(context, order)],
      },
    ],
    step: step([
      { label: say('choice.cancelYes'), value: 'yes' },
      { label: say('choice.cancelNo'), value: 'no' },
    ]),
    focus,
  };
}

/** Not this order: which of the others, where one of them can still be stopped. */
async function another(context: SkillContext, orderNumber: string): Promise<Outcome> {
  const { say, shopData, tx, shop, verifiedShopperId, facts } = context;
  const orders = verifiedShopperId ? await shopData.ordersOf(tx, shop.id, verifiedShopperId, 8) : [];
  if (!orders.some((order) => isCancellable(order) && order.number !== orderNumber))
    return {
      said: [{ text: say('cancel.onlyOne', { number: facts.number(orderNumber) }) }],
      choices: [{ label: say('choice.return'), value: 'topic:return_refund' }, personChoice(context)],
      focus: { orderNumber: null },
    };
  const found = await findOrder(
    {
      ...context,
      text: '',
      dialog: { ...context.dialog, focus: { ...context.dialog.focus, orderNumber: null } },
    },
    { skill: 'cancel', fits: (order) => isCancellable(order) && order.number !== orderNumber },
  );
  return 'outcome' in found ? found.outcome : ask({ ...context, text: '' }, found.order);
}

async function confirmed(context: SkillContext, step: Step, answer: Answer): Promise<Outcome | null> {
  const { say, facts, shop, shopData, tx, now, verifiedShopperId, text } = context;
  if (verifiedShopperId === null || !step.orderNumber) return null;
  const said = answer.kind === 'choice' ? answer.value : answer.kind;
  const number = facts.number(step.orderNumber);
  if (said === 'no' || said === 'stop') {
    // "No, the other one": whatever else is named is asked about before anything is cancelled.
    if (answer.kind === 'no' && answer.rest !== '' && !notThisOne.test(text)) {
      const again = await findOrder(
        { ...context, text: answer.rest },
        { skill: 'cancel', fits: (order) => isCancellable(order) && order.number !== step.orderNumber },
      );
      if ('outcome' in again) return again.outcome;
      if (again.sure && again.order.number !== step.orderNumber)
        return ask({ ...context, text: '' }, again.order);
    }
    if (notThisOne.test(text)) return another(context, step.orderNumber);
    return { said: [{ text: say('cancel.kept', { number }) }], focus: { orderNumber: step.orderNumber } };
  }
  const looks = asksWhatIsIn.test(text);
  if (said !== 'yes' && !looks) return null;
  const order = await shopData.orderOf(tx, shop.id, verifiedShopperId, step.orderNumber);
  if (!order) return null;
  if (looks) {
    const items = itemsOf(
      context,
      order,
      order.lines.map(({ lineNo }) => lineNo),
    );
    return { said: [{ text: say('cancel.contents', { items, number }) }], step: { ...step, tries: 0 } };
  }
  const done = await shopData.cancelOrder(tx, { shopId: shop.id, orderId: order.id, now });
  // It may have left between question and answer.
  if (!done) return ask({ ...context, text: text && '' }, { ...order, state: 'shipped' });
  return {
    said: [{ text: say('cancel.done', { number, total: facts.amount(order.totalCents, order.currency) }) }],
    deed: true,
    focus: { orderNumber: order.number },
  };
}
