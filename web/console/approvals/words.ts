/** Texts of requests for a second person. */
export const approvalWords = {
  en: {
    waits: '{name} asked {when} to change {change}.',
    reason: 'Reason: {reason}',
    approve: 'Approve',
    refuse: 'Refuse',
    withdraw: 'Take back',
    yours: 'It waits for a second person.',
    approved: 'Approved; it holds from now on.',
    refused: 'Refused; nothing was changed.',
    withdrawn: 'Taken back; nothing was changed.',
  },
  zh: {
    waits: '{name} 于{when}申请更改：{change}。',
    reason: '原因：{reason}',
    approve: '批准',
    refuse: '拒绝',
    withdraw: '撤回',
    yours: '正在等待第二个人批准。',
    approved: '已批准，立即生效。',
    refused: '已拒绝，没有任何更改。',
    withdrawn: '已撤回，没有任何更改。',
  },
} as const;
