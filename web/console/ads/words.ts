/** Texts of the page Ads. */
export const adsWords = {
  en: {
    title: 'Ads',
    state: 'What advertising brings, and how the same money would be better split',
    noSpend:
      'No spend was taken in yet. Whoever runs the server does it from a file with a row for each channel and day (columns date, channel, spend), as often as there is a newer one:',
    noSpendNeeds:
      'From 84 days on (30 for each channel, if that is more), with days of more and of less spend, it can be said what each channel brings; revenue comes from the shop’s own orders.',
    what: 'From {days} days, {from} to {to}: what each channel brings in revenue, with what works on for days and with every further unit bringing less. The days’ own ups and downs (weekday, season, trend) are taken out first; spend and season explain {explained} of the revenue’s variation.',
    caution:
      'This is read from what happened: spend that followed demand looks as if it had made it. Before you move much, hold a channel back in some regions (mainstay plan geo-holdout).',
    refused: 'It cannot be said what spending brings:',
    too_few_days: 'there are {days} days; at least 84, and 30 for each channel, are needed.',
    constant_outcome: 'revenue was the same on every day.',
    spend_never_varied:
      '{channels}: always spent about the same, so that nothing is known of more or less. Change it for two weeks at a time.',
    channels_move_together:
      '{channels}: spent more and less at the same times, so that one cannot be told from the other. Change one alone.',
    total: 'Total a day, {currency}',
    totalHelp: 'Today it is {today}. Another total shows another split.',
    notAnAmount: 'An amount above 0, please',
    split: 'Split it',
    gain: 'Split as proposed, {total} a day bring {gain} more revenue a day than split as today.',
    unclear:
      'No other split of {total} a day is surely better: the gain of the best one is {gain}. Keep the split of today.',
    bounds: 'No channel is moved by more than half, nor beyond what was once spent on it for four weeks.',
    totalMoved: 'Within these limits the total nearest to what you asked for is {total}.',
    channels: 'Channels',
    channel: 'Channel',
    spend: 'Spend a day',
    brings: 'Revenue a day (95%)',
    marginal: 'Revenue of the last {unit} (95%)',
    proposed: 'Proposed a day',
    curve: 'Revenue a day that {channel} brings, by what is spent on it a day',
    curveReadout:
      '{channel}: {spend} a day bring {brings}; the last {unit} brings {marginal}. Proposed: {proposed} a day.',
    today: 'today',
    proposal: 'proposed',
    audience: 'Audience for advertising',
    agreed:
      '{n} shoppers said yes to advertising and may be reached; {held} of them are held back from everything (holdout) and left out.',
    undrawn: 'Whether {n} of them are held back, too, is drawn when the audience is made.',
    nobody: 'No shopper has said yes to advertising yet.',
    exportHelp:
      'Whoever runs the server makes the file of hashed addresses, to be given to an advertising system:',
  },
  zh: {
    title: '广告',
    state: '广告带来什么，同样的钱如何分配更好',
    noSpend:
      '还没有导入任何花费。由运行服务器的人从文件导入，每个渠道每天一行（列：date、channel、spend），有新文件时再次导入：',
    noSpendNeeds:
      '满 84 天（渠道多时为每个渠道 30 天），且花费有多有少，就能说明每个渠道带来什么；收入取自本店订单。',
    what: '依据 {from} 至 {to} 的 {days} 天：每个渠道带来的收入，计入持续数日的作用以及逐渐减弱的效果。先剔除各日自身的起伏（星期、季节、趋势）；花费与季节解释收入变化的 {explained}。',
    caution:
      '这是从已发生的事情中读出的：跟随需求的花费看起来像是它带来了需求。大幅调整之前，请先在部分地区停用某个渠道（mainstay plan geo-holdout）。',
    refused: '无法说明花费带来什么：',
    too_few_days: '只有 {days} 天；至少需要 84 天，且每个渠道 30 天。',
    constant_outcome: '每天的收入都相同。',
    spend_never_varied: '{channels}：花费几乎不变，多花或少花的效果未知。请每次改变两周。',
    channels_move_together: '{channels}：同时增减，无法区分彼此。请只改变其中一个。',
    total: '每日合计，{currency}',
    totalHelp: '目前为 {today}。填写其他合计可查看其分配。',
    notAnAmount: '请输入大于 0 的金额',
    split: '分配',
    gain: '按建议分配，每天 {total} 比按目前比例分配每天多带来收入 {gain}。',
    unclear: '每天 {total} 没有确定更好的分配：最佳分配的收益为 {gain}。请保持目前的分配。',
    bounds: '任何渠道的变动不超过一半，也不超过曾连续四周花费的水平。',
    totalMoved: '在这些限制内，最接近所填合计的是 {total}。',
    channels: '渠道',
    channel: '渠道',
    spend: '每日花费',
    brings: '每日收入（95%）',
    marginal: '最后 {unit} 带来的收入（95%）',
    proposed: '建议每日',
    curve: '{channel} 每日带来的收入，按每日花费',
    curveReadout:
      '{channel}：每天 {spend} 带来 {brings}；最后 {unit} 带来 {marginal}。建议：每天 {proposed}。',
    today: '目前',
    proposal: '建议',
    audience: '广告受众',
    agreed: '{n} 位顾客同意用于广告且可以触达；其中 {held} 位不参与任何活动（留出组），不包含在内。',
    undrawn: '其中 {n} 位在生成受众时才抽取是否留出。',
    nobody: '还没有顾客同意用于广告。',
    exportHelp: '由运行服务器的人生成地址哈希文件，交给广告系统：',
  },
} as const;
