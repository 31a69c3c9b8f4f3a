import type { Localised } from '../../core/localised.ts';
import { formatMoney } from '../../core/money.ts';
import type { ChurnFacts } from './churn-facts.ts';
import type { ChurnConcept } from './churn-features.ts';

/** What the facts say about one concept: the number that carries it and a line for agents. */
export function describeConcept(
  concept: ChurnConcept,
  facts: ChurnFacts,
  currency: string,
): { value: number | null; text: Localised } {
  return describers[concept](facts, currency);
}

type Describer = (facts: ChurnFacts, currency: string) => { value: number | null; text: Localised };

const describers: Record<ChurnConcept, Describer> = {
  recency: (facts) => {
    const days = Math.round(facts.daysSinceLastOrder);
    if (facts.usualGapDays === null)
      return {
        value: days,
        text: { en: `${counted(days, 'day')} since the only order`, zh: `仅下过一单，距今 ${days} 天` },
      };
    const usual = Math.round(facts.usualGapDays);
    return {
      value: days,
      text: {
        en: `${counted(days, 'day')} since last order, usually ${usual}`,
        zh: `距上次下单 ${days} 天，通常间隔 ${usual} 天`,
      },
    };
  },
  frequency: ({ orderCount, orders180 }) => ({
    value: orderCount,
    text: {
      en: `${counted(orderCount, 'order')}, ${orders180} of them in the last 180 days`,
      zh: `共 ${orderCount} 单，其中近 180 天 ${orders180} 单`,
    },
  }),
  value: ({ clvCents, orderCount }, currency) => {
    const mean = Math.round(clvCents / orderCount);
    return {
      value: clvCents,
      text: {
        en: `${formatMoney(clvCents, currency, 'en')} spent, ${formatMoney(mean, currency, 'en')} an order`,
        zh: `累计消费 ${formatMoney(clvCents, currency, 'zh')}，每单 ${formatMoney(mean, currency, 'zh')}`,
      },
    };
  },
  tenure: ({ tenureDays }) => {
    const days = Math.round(tenureDays);
    return {
      value: days,
      text: { en: `first order ${counted(days, 'day')} ago`, zh: `首单在 ${days} 天前` },
    };
  },
  rhythm: ({ usualGapDays, lastGapDays }) => {
    if (usualGapDays === null || lastGapDays === null)
      return { value: null, text: { en: 'no second order yet', zh: '尚无第二单' } };
    const [usual, last] = [Math.round(usualGapDays), Math.round(lastGapDays)];
    return {
      value: last,
      text: {
        en: `orders every ${counted(usual, 'day')}, ${counted(last, 'day')} before the latest`,
        zh: `通常每 ${usual} 天一单，最近一单间隔 ${last} 天`,
      },
    };
  },
  returns: ({ refundCents, listCents, discountCents }) => {
    const percent = percentage(refundCents, listCents - discountCents);
    return {
      value: percent,
      text: { en: `${percent}% of purchases refunded`, zh: `${percent}% 的消费已退款` },
    };
  },
  discounts: ({ discountCents, listCents }) => {
    const percent = percentage(discountCents, listCents);
    return {
      value: percent,
      text: { en: `${percent}% below list price on average`, zh: `平均低于标价 ${percent}%` },
    };
  },
  browsing: ({ browsingObserved, daysSinceLastVisit, visits30, openCartAdds30 }) => {
    if (!browsingObserved) return { value: null, text: { en: 'browsing not recorded', zh: '没有浏览记录' } };
    if (daysSinceLastVisit === null)
      return { value: 0, text: { en: 'no visit in 90 days', zh: '90 天内没有到访' } };
    const carts = openCartAdds30 > 0;
    return {
      value: visits30,
      text: {
        en: `${counted(visits30, 'visit')} in 30 days${carts ? `, ${counted(openCartAdds30, 'item')} put in the cart` : ''}, last ${ago(daysSinceLastVisit)}`,
        zh: `近 30 天到店 ${visits30} 次${carts ? `，加购 ${openCartAdds30} 件` : ''}，上次在${chineseAgo(daysSinceLastVisit)}`,
      },
    };
  },
  offers: ({ offers180, redeemedOrders }) => ({
    value: offers180,
    text: {
      en: `${counted(offers180, 'offer')} in 180 days, ${redeemedOrders} redeemed ever`,
      zh: `近 180 天获得 ${offers180} 个优惠，共使用 ${redeemedOrders} 个`,
    },
  }),
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function ago(days: number): string {
  return days < 1 ? 'today' : `${counted(Math.round(days), 'day')} ago`;
}

function chineseAgo(days: number): string {
  return days < 1 ? '今天' : ` ${Math.round(days)} 天前`;
}

function percentage(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, Math.round((100 * part) / whole))) : 0;
}
