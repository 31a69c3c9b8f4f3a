import type { Step } from '../dialog/dialog-state.ts';
import { emailDigest } from '../dialog/email-digest.ts';
import { emailIn } from '../dialog/email-in.ts';
import { orderNumbersIn } from '../dialog/order-number.ts';
import type { Answer } from '../dialog/read-answer.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice } from './find-order.ts';
import {
  asksWhatIsIn,
  date,
  day,
  isCancellable,
  isOverdue,
  isReturnable,
  itemsOf,
  linesToReturn,
  orderCard,
} from './order-words.ts';
import { describeParcel } from './parcel-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const guestQuestion = 'guest-order';
const forgotNumber =
  /(?:订单)?号.{0,6}(?:忘|没有|找不到|不记得|不知道|丢)|\b(?:forgot|lost|don't (?:have|know|remember)) .{0,20}number\b/i;

const boughtAsGuest = /\bas (?:a )?guest\b|\bwithout (?:an )?account\b|访客|没(?:有)?登录/i;

/** Where is my order: its state and its parcel; of a visitor's order the state alone. */
export const orderStatus: Skill = {
  async start(context) {
    if (context.verifiedShopperId === null || boughtAsGuest.test(context.text))
      return guestOrder(context, null);
    const found = await findOrder(context, { skill: 'order_status', fits: isOpen });
    if ('order' in found)
      return asksWhatIsIn.test(context.text) ? contents(context, found.order) : tell(context, found.order);
    // An order that is not in the account may have been placed without it.
    return found.noneYet
      ? {
          ...found.outcome,
          step: { skill: 'order_status', name: guestQuestion, choices: [], tries: 0, soft: true },
        }
      : found.outcome;
  },

  async proceed(context, step: Step, answer: Answer) {
    if (step.name === guestQuestion) {
      const named =
        orderNumbersIn(context.text).length > 0 ||
        emailIn(context.text) !== null ||
        forgotNumber.test(context.text);
      return named ? guestOrder(context, step) : null;
    }
    const order = await chosenOrder(context, step, answer);
    return order ? tell(context, order) : null;
  },
};

function contents(context: SkillContext, order: OrderView): Outcome {
  const { say, facts } = context;
  const items = itemsOf(
    context,
    order,
    order.lines.map(({ lineNo }) => lineNo),
  );
  return {
    said: [{ text: say('order.contents', { items, number: facts.number(order.number) }) }],
    focus: { orderNumber: order.number },
  };
}

function isOpen({ state }: OrderView): boolean {
  return state !== 'delivered' && state !== 'cancelled';
}

/** Nobody told of an imported order when it arrived: then no day is said. */
function arrived(context: SkillContext, order: OrderView, number: string, placed: string): string {
  const { say } = context;
  const at = order.shipment?.deliveredAt;
  return at
    ? say('order.delivered', { number, date: placed, delivered: date(context, at) })
    : say('order.arrived', { number, date: placed });
}

/** An order's state in words and as a card, with what can be done next. */
export function tell(context: SkillContext, order: OrderView): Outcome {
  const { say, facts, now, shop } = context;
  const number = facts.number(order.number);
  const placed = date(context, order.placedAt);
  const overdue = isOverdue(order, now);
  const parcel = describeParcel(context, order);
  const text =
    order.state === 'delivered'
      ? arrived(context, order, number, placed)
      : order.state === 'cancelled'
        ? say('order.cancelled', {
            number,
            date: placed,
            cancelled: date(context, order.cancelledAt ?? now),
          })
        : `${say(`order.${order.state}`, { number, date: placed })} ${parcel}`;
  const choices = [];
  if (isCancellable(order)) choices.push({ label: say('topic.cancel'), value: 'topic:cancel' });
  if (isReturnable(order, now, shop.returnDays) && linesToReturn(order).length > 0)
    choices.push({ label: say('choice.return'), value: 'topic:return_refund' });
  if (overdue) choices.push({ label: say('choice.chase'), value: 'topic:person_wanted' });
  return {
    said: [{ text: text.trim(), cards: [orderCard(context, order)] }],
    choices,
    focus: { orderNumber: order.number },
    offerFits: !overdue && order.shipment?.state !== 'delayed' && order.shipment?.state !== 'lost',
  };
}

/** Number and e-mail say nothing about who is asking: they open the state and the promised day, no more. */
async function guestOrder(context: SkillContext, step: Step | null): Promise<Outcome> {
  const { say, text, shopData, tx, shop, key, now } = context;
  const number = orderNumbersIn(text)[0] ?? step?.orderNumber;
  const named = emailIn(text);
  const email = named === null ? step?.detail : emailDigest(key.conversationId, named);
  if (!number || !email) {
    return {
      said: [{ text: say(email ? 'order.guestNumber' : number ? 'order.guestEmail' : 'order.guest') }],
      step: {
        skill: 'order_status',
        name: guestQuestion,
        choices: [],
        tries: 0,
        soft: true,
        ...(number ? { orderNumber: number } : {}),
        ...(email ? { detail: email } : {}),
      },
      choices: [personChoice(context)],
    };
  }
  const { conversationId } = key;
  const found = await shopData.guestOrder(tx, {
    shopId: shop.id,
    conversationId,
    number,
    emailDigest: email,
    now,
  });
  if (found === 'too many')
    return { said: [{ text: say('order.guestLimit') }], choices: [personChoice(context)] };
  if (found === 'unknown') {
    return {
      said: [{ text: say('order.guestUnknown') }],
      step: {
        skill: 'order_status',
        name: guestQuestion,
        choices: [],
        tries: (step?.tries ?? 0) + 1,
        soft: true,
      },
      choices: [personChoice(context)],
    };
  }
  const state = say(`state.${found.state}`);
  const known =
    found.promisedAt && found.state !== 'delivered' && found.state !== 'cancelled'
      ? say('order.guestPromised', { state, promised: day(context, found.promisedAt) })
      : say('order.guestState', { state });
  return { said: [{ text: known }] };
}
