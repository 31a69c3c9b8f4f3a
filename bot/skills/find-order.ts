import type { TopicLabel } from '../../core/words.ts';
import type { Choice, Step } from '../dialog/dialog-state.ts';
import { orderNumbersIn } from '../dialog/order-number.ts';
import { type Answer, wordsOf } from '../dialog/read-answer.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { orderLabel } from './order-words.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** Orders that a shopper can have in mind without naming a number. */
const recentOrders = 8;
/** Orders to choose from in one question. */
const offered = 3;

export const whichOrder = 'which-order';

export type FoundOrder = { readonly order: OrderView } | { readonly outcome: Outcome };

export interface OrderWish {
  readonly skill: TopicLabel;
  /** Orders that the wish can be about; the others are offered only when none is. */
  readonly fits: (order: OrderView) => boolean;
  /** Of several that fit, take the newest instead of asking. */
  readonly newest?: boolean;
  /** Carried through the question. */
  readonly detail?: string;
}

/**
 * The order that a message is about: by its number, by the order spoken of before, by what is in it, or because there
 * is only one; else the question which of them it is.
 */
export async function findOrder(context: SkillContext, wish: OrderWish): Promise<FoundOrder> {
  const { verifiedShopperId, shopData, tx, shop, say, text, dialog } = context;
  if (verifiedShopperId === null)
    return { outcome: { said: [{ text: say('signin.first') }], choices: [personChoice(context)] } };
  const numbers = orderNumbersIn(text);
  for (const number of numbers) {
    const order = await shopData.orderOf(tx, shop.id, verifiedShopperId, number);
    if (order) return { order };
  }
  const orders = await shopData.ordersOf(tx, shop.id, verifiedShopperId, recentOrders);
  if (orders.length === 0) return { outcome: { said: [{ text: say('order.none') }], offerFits: false } };
  if (numbers.length > 0) return { outcome: askWhich(context, wish, orders, say('order.unknown')) };

  const named = byContents(orders, context);
  if (named) return { order: named };
  const focused = orders.find(({ number }) => number === dialog.focus.orderNumber);
  if (focused && wish.fits(focused)) return { order: focused };
  const fitting = orders.filter(wish.fits);
  if (fitting.length === 1 || (wish.newest && fitting.length > 0)) return { order: fitting[0]! };
  if (fitting.length === 0) return { order: focused ?? orders[0]! };
  return { outcome: askWhich(context, wish, fitting, say('order.which')) };
}

/** The order that an answer to `whichOrder` names; null when it names none. */
export async function chosenOrder(
  context: SkillContext,
  step: Step,
  answer: Answer,
): Promise<OrderView | null> {
  const { verifiedShopperId, shopData, tx, shop, text } = context;
  if (verifiedShopperId === null) return null;
  const only = step.choices.length === 1 && answer.kind === 'yes' ? step.choices[0]!.value : null;
  const named = answer.kind === 'choice' ? answer.value : only;
  for (const number of named ? [named] : orderNumbersIn(text)) {
    const order = await shopData.orderOf(tx, shop.id, verifiedShopperId, number);
    if (order) return order;
  }
  return null;
}

export function personChoice({ say }: Pick<SkillContext, 'say'>): Choice {
  return { label: say('choice.person'), value: 'topic:person_wanted' };
}

function askWhich(
  context: SkillContext,
  wish: OrderWish,
  orders: readonly OrderView[],
  question: string,
): Outcome {
  const choices = orders
    .slice(0, offered)
    .map((order) => ({ label: orderLabel(context, order), value: order.number }));
  return {
    said: [{ text: question }],
    step: {
      skill: wish.skill,
      name: whichOrder,
      choices,
      tries: 0,
      // Only what is changed by its answer is worth coming back to.
      soft: wish.skill !== 'cancel' && wish.skill !== 'return_refund',
      ...(wish.detail === undefined ? {} : { detail: wish.detail }),
    },
  };
}

/** The one order whose items the message names; a single word shared by two orders names neither. */
function byContents(orders: readonly OrderView[], { text }: SkillContext): OrderView | null {
  const said = wordsOf(text);
  const points = orders.map((order) => {
    const words = new Set(order.lines.flatMap(({ name }) => [...wordsOf(name.en), ...wordsOf(name.zh)]));
    return [...words].filter((word) => said.has(word)).length;
  });
  const best = Math.max(...points);
  if (best === 0 || points.filter((point) => point === best).length > 1) return null;
  return orders[points.indexOf(best)]!;
}
