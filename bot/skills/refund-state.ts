import { orderNumbersIn } from '../dialog/order-number.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { personChoice } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import { date } from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** How far the refund is: of the order that is named, else of the newest that something was sent back from. */
export async function refundOf(context: SkillContext, shopperId: string): Promise<Outcome> {
  const { shopData, tx, shop, text, say } = context;
  const orders = await shopData.ordersOf(tx, shop.id, shopperId, 20);
  const numbers = orderNumbersIn(text);
  const sentBack = orders.filter(
    ({ returns, lines }) => returns.length > 0 || lines.some((line) => line.refundedCents > 0),
  );
  const order = orders.find(({ number }) => numbers.includes(number)) ?? sentBack[0];
  const known = order && refundState(context, order);
  if (known) return known;
  // Nothing of theirs is on its way back: when money comes in general is what can be told.
  const article = fittingArticle(context);
  if (article) return { said: [quoted(context, article)], choices: [personChoice(context)] };
  return offerPerson(context, say('return.notFound'), 'refund_missing');
}

/** What became of a return of this order; null when there is none. */
export function refundState(context: SkillContext, order: OrderView): Outcome | null {
  const { say, facts } = context;
  const number = facts.number(order.number);
  const focus = { orderNumber: order.number };
  const refunded = order.lines.filter((line) => line.refundedCents > 0);
  const last = order.returns.findLast(({ state }) => state !== 'withdrawn');
  if (last?.state === 'open')
    return { said: [{ text: say('return.already', { number, return: facts.number(last.number) }) }], focus };
  if (last?.state === 'received')
    return {
      said: [{ text: say('return.received', { return: facts.number(last.number) }) }],
      choices: [personChoice(context)],
      focus,
    };
  if (last?.state === 'rejected')
    return {
      said: [{ text: say('return.rejected', { return: facts.number(last.number) }) }],
      choices: [personChoice(context)],
      focus,
    };
  if (refunded.length === 0) return null;
  const cents = refunded.reduce((sum, line) => sum + line.refundedCents, 0);
  const at = refunded[0]!.refundedAt ?? order.placedAt;
  return {
    said: [
      {
        text: say('return.refunded', {
          amount: facts.amount(cents, order.currency),
          number,
          date: date(context, at),
        }),
      },
    ],
    choices: [personChoice(context)],
    focus,
  };
}
