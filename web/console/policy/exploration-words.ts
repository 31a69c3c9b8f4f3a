/** Texts of how much is tried out, and by which model it is learned. */
export const explorationWords = {
  en: {
    title: 'Trying things out',
    about:
      'A part of the decisions is left to chance among all offers that are open to the shopper, more often those that may turn out best. Only so can be learned what offers do here; the rest follows the policy that serves.',
    share: 'Share of decisions that try out',
    range: '0 to {most}. Budgets and caps stay as they are.',
    costs:
      'At {share}, trying out costs about {amount} of margin in 30 days ({n} of about {draws} decisions), as far as the assumed effects hold.',
    brings:
      'At {share}, trying out is expected to cost nothing: what is tried earns about {amount} more in 30 days than what serves ({n} of about {draws} decisions), as far as the assumed effects hold.',
    none: 'Nothing is tried out, and nothing new is learned but from the small share of decisions that is always left to chance.',
    unknown: 'What that costs is worked out every night, once decisions try things out.',
    asOf: 'Worked out {when}.',
    model: 'Learns by',
    linear: 'margin of each shopper (linear regression)',
    logistic: 'whether a shopper buys (logistic regression)',
    linearAbout:
      'Looks at how much margin each shopper brought. Takes big and small baskets into account, and gives an interval in money.',
    logisticAbout:
      'Looks only at whether somebody bought. Steadier in a shop whose baskets differ wildly; gives no interval in money.',
    switched:
      'The other model starts from the decisions of the last 400 days, within the hour; until then it knows only the assumptions.',
    reason: 'Why',
    save: 'Set it',
    saved: 'It holds from the next decision on.',
    percent: 'Percent of decisions',
    outOfRange: 'A number from 0 to {most}, please.',
  },
  zh: {
    title: '尝试',
    about:
      '一部分决策在顾客可得的所有优惠中按概率选取，越可能是最佳的越常被选中。只有这样才能学到优惠在本店的效果；其余决策遵循当前生效的策略。',
    share: '用于尝试的决策比例',
    range: '0 至 {most}。预算和上限不变。',
    costs:
      '比例为 {share} 时，尝试在 30 天内约损失 {amount} 毛利（约 {draws} 次决策中的 {n} 次），前提是假设的效果成立。',
    brings:
      '比例为 {share} 时，预计尝试没有成本：所尝试的在 30 天内比当前策略约多得 {amount} 毛利（约 {draws} 次决策中的 {n} 次），前提是假设的效果成立。',
    none: '不作尝试；除始终随机的一小部分决策外，不会学到新内容。',
    unknown: '有决策用于尝试之后，每晚计算其成本。',
    asOf: '{when}计算。',
    model: '学习依据',
    linear: '每位顾客的毛利（线性回归）',
    logistic: '顾客是否购买（逻辑回归）',
    linearAbout: '看每位顾客带来多少毛利。兼顾大小订单，并给出金额区间。',
    logisticAbout: '只看是否购买。订单金额差异极大时更稳定；不给出金额区间。',
    switched: '另一模型会在一小时内从最近 400 天的决策开始学习；在此之前只有假设。',
    reason: '原因',
    save: '设置',
    saved: '从下一次决策起生效。',
    percent: '决策百分比',
    outOfRange: '请输入 0 至 {most} 之间的数字。',
  },
} as const;
