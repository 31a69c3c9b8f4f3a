/** Texts of the list of valuable shoppers who may leave. */
export const atRiskWords = {
  en: {
    title: 'Valuable and at risk',
    about:
      'What a shopper brought so far times the risk that they do not come back, from account facts alone. It says whom to look after; high risk does not mean that an offer helps.',
    byModel: 'Risk by the model {version}.',
    byPrior: 'Risk by the stated rule, until a model is trained on this shop.',
    shopper: 'Shopper',
    unnamed: 'no name',
    atRisk: 'At risk',
    clv: 'CLV',
    risk: 'Risk',
    reasons: 'Why',
    between: '; ',
    empty: 'Nobody has bought yet.',
    more: 'The first {shown} of {total}; the file holds all.',
  },
  zh: {
    title: '高价值且有流失风险',
    about: '顾客已带来的价值乘以不再回来的风险，仅依据账户事实。它说明应关照谁；风险高并不表示优惠有用。',
    byModel: '风险由模型 {version} 给出。',
    byPrior: '在为本店训练模型之前，风险按既定规则给出。',
    shopper: '顾客',
    unnamed: '无姓名',
    atRisk: '风险金额',
    clv: 'CLV',
    risk: '风险',
    reasons: '原因',
    between: '；',
    empty: '还没有人购买过。',
    more: '此处为 {total} 位中的前 {shown} 位；文件包含全部。',
  },
} as const;
