/** How a fact's values read: a share of 0 to 1, an amount of minor units, days, or a number. */
export type FactKind = 'share' | 'money' | 'days' | 'count';

/** What the server sends for "it never happened". */
export const never = 99_999;

/** Account facts that a rule may read, as people call them. */
export const factWords = {
  churnRisk: { kind: 'share', en: 'Churn risk', zh: '流失风险' },
  clvCents: { kind: 'money', en: 'Lifetime value', zh: '客户终身价值' },
  srCents: { kind: 'money', en: 'Shopper relationship', zh: '顾客关系价值' },
  orderCount: { kind: 'count', en: 'Orders', zh: '订单数' },
  daysSinceLastOrder: { kind: 'days', en: 'Since last order', zh: '距上次下单' },
  usualGapDays: { kind: 'days', en: 'Usual gap', zh: '通常下单间隔' },
  tenureDays: { kind: 'days', en: 'Since first order', zh: '距首次下单' },
  accountAgeDays: { kind: 'days', en: 'Age of account', zh: '账户年龄' },
  spendYearCents: { kind: 'money', en: 'Spent in a year', zh: '一年消费' },
  meanOrderCents: { kind: 'money', en: 'Mean order', zh: '平均订单金额' },
  marginRate: { kind: 'share', en: 'Margin', zh: '毛利率' },
  discountShare: { kind: 'share', en: 'Bought on discount', zh: '折扣占比' },
  returnedShare: { kind: 'share', en: 'Refunded', zh: '退款占比' },
  returnCount: { kind: 'count', en: 'Returns', zh: '退货次数' },
  visits30: { kind: 'count', en: 'Visits, 30 days', zh: '30 天访问次数' },
  cartAdds30: { kind: 'count', en: 'Put in cart, 30 days', zh: '30 天加购次数' },
  offersGranted: { kind: 'count', en: 'Offers given', zh: '已获优惠数' },
  offersRedeemed: { kind: 'count', en: 'Offers used', zh: '已用优惠数' },
  loyaltyPoints: { kind: 'count', en: 'Points', zh: '积分' },
} as const satisfies Readonly<Record<string, { kind: FactKind; en: string; zh: string }>>;

/** What the page knows of a fact by its name on the server; null: a fact that is newer than this page. */
export function factOf(field: string): { kind: FactKind; en: string; zh: string } | null {
  return Object.hasOwn(factWords, field) ? factWords[field as keyof typeof factWords] : null;
}
