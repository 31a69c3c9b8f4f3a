/** The states of a grant as people who work here read them. */
export const grantWords = {
  en: {
    reserved: 'offered, its money reserved',
    accepted: 'taken, not yet redeemed',
    redeemed: 'redeemed',
    void: 'declined',
    expired: 'expired',
  },
  zh: {
    reserved: '已给出，金额已预留',
    accepted: '已领取，尚未兑换',
    redeemed: '已兑换',
    void: '已谢绝',
    expired: '已过期',
  },
} as const;
