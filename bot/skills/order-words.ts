import type { OrderCard } from '../../core/contracts/message.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { formatDate, formatDay } from '../say/format-date.ts';
import type { SkillContext } from './skill.ts';

type Speaking = Pick<SkillContext, 'say' | 'facts' | 'language' | 'shop' | 'now' | 'links'>;
type Dated = Pick<SkillContext, 'shop' | 'language' | 'now'>;

export const asksWhatIsIn =
  /\bwhat(?:'s| is| was|s)? (?:else )?(?:is |was )?(?:in|on) (?:it|that|there|the|this|my)\b|\bwhich items?\b|里面?(?:都)?(?:有|是)(?:什么|啥|哪些)|买了(?:什么|啥)/i;

export function day(context: Dated, date: Date): string {
  return formatDay(date, context.shop.timeZone, context.language);
}

export function date(context: Dated, value: Date): string {
  return formatDate(value, context.now, context.shop.timeZone, context.language);
}

/** Names of the order's items: the first and how many more, or those of `lineNos`, all of them. */
export function itemsOf(context: Speaking, order: OrderView, lineNos?: readonly number[]): string {
  const { language, say, facts } = context;
  const lines = lineNos ? order.lines.filter(({ lineNo }) => lineNos.includes(lineNo)) : order.lines;
  const names = lines.map(({ name }) => facts.source(name[language]));
  if (!lineNos && names.length > 1)
    // Chinese counts all the items there are, English those beyond the first.
    return say('order.andMore', {
      item: names[0]!,
      count: language === 'zh' ? names.length : names.length - 1,
    });
  return joined(context, names);
}

/** "a, b and c" */
export function joined({ say }: Pick<SkillContext, 'say'>, parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(say('list.comma'))}${say('list.and')}${parts.at(-1)}`;
}

/** How an order is named in a list to choose from. */
export function orderLabel(context: Speaking, order: OrderView): string {
  return context.say('order.line', {
    number: context.facts.number(order.number),
    item: itemsOf(context, order),
    date: date(context, order.placedAt),
  });
}

export function orderCard(context: Speaking, order: OrderView): OrderCard {
  const { say, facts, language, shop, links } = context;
  const reached = ['placed', 'packed', 'shipped', 'delivered'].indexOf(order.state);
  const shipped = order.shipment?.shippedAt;
  const delivered = order.shipment?.deliveredAt;
  const times = [order.placedAt, null, shipped, delivered];
  const labels = [say('step.placed'), say('step.packed'), say('step.shipped'), say('step.delivered')];
  return {
    kind: 'order',
    number: facts.number(order.number),
    state: say(`state.${order.state}`),
    placed: date(context, order.placedAt),
    total: facts.amount(order.totalCents, order.currency),
    lines: order.lines.map((line) => ({
      name: facts.source(line.name[language]),
      quantity: line.quantity,
      pictureUrl: links.picture(shop, line.productId),
    })),
    steps:
      order.state === 'cancelled'
        ? []
        : labels.map((label, index) => {
            const at = times[index];
            return { label, ...(at ? { at: date(context, at) } : {}), done: index <= reached };
          }),
  };
}

/** The promised day has passed and the parcel is not there. */
export function isOverdue(order: OrderView, now: Date): boolean {
  const { shipment, state } = order;
  if (state === 'delivered' || state === 'cancelled' || !shipment) return false;
  return shipment.state !== 'delivered' && shipment.promisedAt !== null && shipment.promisedAt < now;
}

/** True while the order can be stopped: nothing has left the warehouse. */
export function isCancellable(order: OrderView): boolean {
  const open = order.state === 'placed' || order.state === 'packed';
  return open && (order.shipment === null || order.shipment.state === 'preparing');
}

export function isReturnable(order: OrderView, now: Date, returnDays: number): boolean {
  const deliveredAt = order.shipment?.deliveredAt;
  if (order.state !== 'delivered' || !deliveredAt) return false;
  return now.getTime() - deliveredAt.getTime() <= returnDays * 86_400_000;
}

/** The shop vouches for it still. */
export function inWarranty({ shop, now }: Pick<SkillContext, 'shop' | 'now'>, order: OrderView): boolean {
  const deliveredAt = order.shipment?.deliveredAt;
  if (!shop.warrantyYears || !deliveredAt) return false;
  const until = new Date(deliveredAt);
  until.setUTCFullYear(until.getUTCFullYear() + shop.warrantyYears);
  return now <= until;
}

/** Lines for which no return is under way or settled. */
export function linesToReturn(order: OrderView): readonly number[] {
  const back = new Set(
    order.returns
      .filter(({ state }) => state !== 'rejected' && state !== 'withdrawn')
      .flatMap(({ lineNos }) => lineNos),
  );
  return order.lines
    .filter((line) => line.refundedCents === 0 && !back.has(line.lineNo))
    .map(({ lineNo }) => lineNo);
}
