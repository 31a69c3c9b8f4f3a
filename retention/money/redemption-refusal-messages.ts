/** Why a code was not taken, as the cart says it. */
export const refusalMessages = {
  en: {
    unknown: 'We do not know this code. Please check it for typing errors.',
    sign_in: 'This is a personal code. Please sign in to use it.',
    not_yours: 'This personal code belongs to another account.',
    withdrawn: 'This offer was declined or withdrawn, so its code can no longer be used.',
    empty_cart: 'Please put something in your cart first.',
    nothing_to_ship: 'This code takes off the shipping cost, and this order has none.',
    expired: 'This code was valid until {date}.',
    not_started: 'This code is valid from {date}.',
    used: 'This code was already used, with order {number}. It works once.',
    used_before: 'This code was already used. It works once.',
    minimum: 'This code needs an order of {minimum} or more; {missing} is missing.',
  },
  zh: {
    unknown: '找不到此优惠码，请检查是否输入有误。',
    sign_in: '这是专属优惠码，请先登录再使用。',
    not_yours: '此专属优惠码属于另一个账户。',
    withdrawn: '该优惠已被谢绝或撤回，优惠码无法再使用。',
    empty_cart: '请先将商品加入购物车。',
    nothing_to_ship: '此优惠码用于免运费，而本订单没有运费。',
    expired: '此优惠码的有效期至{date}。',
    not_started: '此优惠码自{date}起有效。',
    used: '此优惠码已在订单 {number} 中使用，仅限使用一次。',
    used_before: '此优惠码已被使用，仅限使用一次。',
    minimum: '使用此优惠码需订单满 {minimum}，还差 {missing}。',
  },
} as const;
