import type { OrderState } from '../../../bot/ports/shop-data.ts';

/** Without a word about it, an order of this age has arrived. */
const arrivedAfterMs = 30 * 86_400_000;

const words: readonly (readonly [OrderState, RegExp])[] = [
  ['cancelled', /cancel|void|failed|trash|已取消|已关闭|交易关闭/],
  ['delivered', /deliver|complet|received|refunded|已完成|已签收|交易成功|已退款|已收货/],
  ['shipped', /shipped|fulfilled|dispatched|sent|in transit|已发货|运输中/],
  ['packed', /packed|ready|partial|已打包|待揽收/],
  ['placed', /unfulfilled|processing|pending|open|paid|on-hold|placed|new|待发货|待付款|已付款/],
];

/**
 * State of an order by what its source says.
 * @param status lower case; null: the source does not say.
 */
export function orderState(
  status: string | null,
  placedAt: Date,
  cancelledAt: Date | null,
  now: Date,
): OrderState {
  if (cancelledAt) return 'cancelled';
  const arrived = now.getTime() - placedAt.getTime() > arrivedAfterMs;
  // "unfulfilled" holds "fulfilled".
  const said = status?.includes('unfulfilled')
    ? 'placed'
    : words.find(([, pattern]) => status !== null && pattern.test(status))?.[0];
  if (said === undefined) return arrived ? 'delivered' : 'placed';
  return said === 'shipped' && arrived ? 'delivered' : said;
}
