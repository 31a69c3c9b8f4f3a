/** What can become of a decision, as people who work here read it. */
export const outcomeWords = {
  en: {
    shown: 'shown',
    clicked: 'looked at',
    accepted: 'taken',
    declined: 'declined',
    redeemed: 'redeemed',
    ordered: 'ordered',
    returned: 'returned',
    cancelled: 'cancelled',
    resolved: 'resolved',
    rated: 'rated',
    left: 'left',
  },
  zh: {
    shown: '已展示',
    clicked: '已点击',
    accepted: '已领取',
    declined: '已谢绝',
    redeemed: '已兑换',
    ordered: '已下单',
    returned: '已退货',
    cancelled: '已取消',
    resolved: '已解决',
    rated: '已评分',
    left: '已流失',
  },
} as const;
