import type { TopicLabel } from '../../core/words.ts';
import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import type { Choice, Step } from '../dialog/dialog-state.ts';
import { orderNumbersIn } from '../dialog/order-number.ts';
import type { Answer } from '../dialog/read-answer.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { orderLabel } from './order-words.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** Orders that a shopper can have in mind by what was in them. */
const rememberedOrders = 20;
/** Orders to choose from in one question. */
const offered = 3;

const theOther = /\b(?:the |my )?other (?:one|order)s?\b|另(?:一|外)(?:个|笔|单)?/i;
const theNewest =
  /\b(?:my )?(?:last|latest|newest|most recent) (?:order|purchase|one)\b|order(?:ed)? last\b|(?:最近|最新|上)(?:的|一)?(?:一)?[笔单个]/i;
const theOneBefore =
  /\b(?:before (?:that|this)|the (?:one|order) before|previous (?:one|order))\b|再(?:之)?前|上上[笔单个]|前一[笔单个]/i;
/** Words for what was spoken of last, and nothing of their own. */
const pointsBack =
  /\b(?:it|its|that|this|these|those|they|them)\b|(?:这|那)(?:个|笔|单|件)|它|^那(?:就|么|我)?(?!其他|别的|另)/i;

export const whichOrder = 'which-order';

/** `sure`: the shopper named it; else it is the likeliest. */
export type FoundOrder =
  | { readonly order: OrderView; readonly sure: boolean }
  | { readonly outcome: Outcome; readonly noneYet?: true };

export interface OrderWish {
  readonly skill: TopicLabel;
  /** Orders that the wish can be about; the others are offered only when none is. */
  readonly fits: (order: OrderView) => boolean;
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
    if (order) return { order, sure: true };
  }
  const orders = await shopData.ordersOf(tx, shop.id, verifiedShopperId, rememberedOrders);
  if (orders.length === 0)
    return {
      outcome: { said: [{ text: say('order.none') }], choices: [personChoice(context)] },
      noneYet: true,
    };
  if (numbers.length > 0) return { outcome: askWhich(context, wish, orders, say('order.unknown')) };

  const focus = orders.findIndex(({ number }) => number === dialog.focus.orderNumber);
  const focused = orders[focus];
  const earlier = focused && theOneBefore.test(text) ? orders[focus + 1] : undefined;
  if (earlier) return { order: earlier, sure: true };
  const meant = theOther.test(text) ? orders.filter((order) => order !== focused) : orders;
  const named = byContents(meant, text);
  const [only] = named;
  if (only && named.length === 1) return { order: only, sure: true };
  if (named.length > 1) {
    const fits = named.filter(wish.fits);
    const [fit] = fits;
    if (fit && fits.length === 1) return { order: fit, sure: true };
    // Nothing that is named can be cancelled any more: what can be is meant.
    if (fits.length > 0 || wish.skill !== 'cancel')
      return { outcome: askWhich(context, wish, fits.length > 0 ? fits : named, say('order.which')) };
  }
  if (theNewest.test(text)) return { order: meant.find(wish.fits) ?? meant[0]!, sure: true };
  if (focused && meant === orders && (wish.fits(focused) || pointsBack.test(text)))
    return { order: focused, sure: true };
  const fitting = meant.filter(wish.fits);
  const [first] = fitting;
  // One of several matters: what only tells something takes the newest, since one question at a time is enough.
  const onlyTells = wish.skill === 'order_status' || wish.skill === 'delivery';
  const newest = context.wishes !== undefined && onlyTells;
  if (first && (newest || fitting.length === 1)) return { order: first, sure: false };
  if (!first && meant === orders) return { order: focused ?? orders[0]!, sure: false };
  if (!first) return { outcome: askWhich(context, wish, meant, say('order.which')) };
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
  // Of orders the last one is the newest.
  if (/^(?:the |my )?last(?: one)?[.!]*$/i.test(text.trim()) && step.choices[0])
    return shopData.orderOf(tx, shop.id, verifiedShopperId, step.choices[0].value);
  const agreed = step.choices.length === 1 && answer.kind === 'yes' ? step.choices[0]!.value : null;
  const named = answer.kind === 'choice' ? answer.value : agreed;
  for (const number of named ? [named] : orderNumbersIn(text)) {
    const order = await shopData.orderOf(tx, shop.id, verifiedShopperId, number);
    if (order) return order;
  }
  if (named || answer.kind === 'stop' || text.length > 60) return null;
  // The quick replies name an order's first item alone: any other may be said.
  const orders = await shopData.ordersOf(tx, shop.id, verifiedShopperId, rememberedOrders);
  const asked = orders.filter(({ number }) => step.choices.some(({ value }) => value === number));
  const said = answer.kind === 'no' ? answer.rest : text;
  const [only, ...others] = byContents(asked, said);
  if (only && others.length === 0) return only;
  return theNewest.test(said) ? (asked[0] ?? null) : null;
}

/** A thing by its bare name, as one answers: 毯子. */
const bareNoun = /^(?!.*[了吗呢吧么的能可不怎什要想没有])\p{Script=Han}{1,6}[。.!！]?$/u;

/** Whether a message is nothing but the name of something that the shopper has bought. */
export async function namesOwnThing(context: SkillContext): Promise<boolean> {
  const { verifiedShopperId, shopData, tx, shop, text } = context;
  if (verifiedShopperId === null || !bareNoun.test(text.trim())) return false;
  return (
    byContents(await shopData.ordersOf(tx, shop.id, verifiedShopperId, rememberedOrders), text).length > 0
  );
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

/** Words of service that shops also name things by: an "Order desk organiser" is not meant by "my order". */
const serviceTerms = new Set(
  lexicalTerms(
    'order orders still slow late morning afternoon evening day week time now back last first second third one two three new old set pair piece gift good light delivery parcel return refund cancel money price size colour card 订单 退货 退款 取消 快递 包裹 发货 东西 一单 上次 最近 单 一笔 两笔 这单 换货 帮我 我要 物流 还没 一个 那个 这个',
  ),
);

/** The orders with the most words of the message in their items; none when it names no item. */
function byContents(orders: readonly OrderView[], text: string): readonly OrderView[] {
  const said = new Set(lexicalTerms(text).filter((term) => !serviceTerms.has(term)));
  const points = orders.map((order) => {
    const words = new Set(
      order.lines.flatMap(({ name }) => [...lexicalTerms(name.en), ...lexicalTerms(name.zh)]),
    );
    return [...words].filter((word) => said.has(word)).length;
  });
  const best = Math.max(0, ...points);
  return best === 0 ? [] : orders.filter((_, index) => points[index] === best);
}
