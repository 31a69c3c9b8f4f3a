import type { Language } from '../../core/words.ts';
import type { MaskReason, MoneySlice } from './money-decision-record.ts';

/** The words of `explainDecision`; {places} are filled in. */
export interface ExplainMessages {
  /** The whole of it in a sentence, for who reads no further. */
  readonly short: Readonly<Record<'holdout' | 'alone' | 'given' | 'nothing' | 'refused', string>>;
  readonly period: string;
  readonly facts: string;
  readonly noOrders: string;
  readonly discounts: string;
  readonly risk: string;
  readonly residual: string;
  readonly gap: string;
  readonly considered: string;
  readonly admitted: string;
  readonly allAdmitted: string;
  readonly leftOut: string;
  readonly masks: Readonly<Record<MaskReason, string>>;
  /** Between reasons, and between names. */
  readonly and: string;
  readonly comma: string;
  readonly nothing: string;
  readonly nothingScore: string;
  readonly score: string;
  readonly margin: Readonly<Record<'added' | 'lost', string>>;
  readonly revenue: Readonly<Record<'added' | 'lost', string>>;
  readonly slices: Readonly<Record<MoneySlice, string>>;
  readonly reference: string;
  readonly chooser: string;
  readonly arm: string;
  readonly noArm: string;
  readonly budget: string;
  readonly prices: string;
  readonly drawn: string;
  readonly reservations: Readonly<Record<'none' | 'reserved' | 'refused', string>>;
  readonly versions: string;
}

export const explainMessages: Readonly<Record<Language, ExplainMessages>> = {
  en: {
    short: {
      holdout:
        'In short: no personal offer, because this shopper is in the holdout that shows what offers are worth.',
      alone: 'In short: no offer, because none was open to this shopper.',
      given: 'In short: {offer} was given. It had {probability} of the draw, from account facts alone.',
      nothing: 'In short: no offer. Giving nothing had {probability} of the draw, from account facts alone.',
      refused:
        'In short: {offer} was drawn, but the budget could not pay for it any more: nothing was given.',
    },
    period: 'One draw for the period from {start} to {end}.',
    facts:
      'Account facts before it: orders {orders}, days since the last one {since}, CLV {clv}, SR {sr}, margin {margin}.',
    noOrders: 'Account facts before it: no order yet.',
    discounts: '{discounts} of the list value was discounted, {returned} of what was paid came back.',
    risk: 'Behavioural churn risk {risk} ({model}).',
    residual:
      'Expected from here on: {residual} of margin in twelve months, discounted; still a customer with probability {alive} ({model}). It is told, and decides nothing.',
    gap: 'Orders usually come {gap} days apart.',
    considered: '{offers} active offers; {candidates} candidates and giving nothing.',
    admitted: '{offer} was let in by rule row {row}: {description}',
    allAdmitted: 'No candidate was left out.',
    leftOut: 'Left out, because {reasons}: {offers}.',
    masks: {
      rules: 'no row of the rules lets this shopper have it',
      notice: 'the place of the shopper does not allow it, or has no notice for it',
      budget: 'the budget could not pay its cap',
    },
    and: ', and because ',
    comma: ', ',
    nothing: 'nothing',
    nothingScore:
      'Giving nothing: probability {probability}; what the others are measured against, score {score}.',
    score:
      '{offer}: probability {probability}. Against giving nothing it is expected to {margin} and {revenue}, for {cost} of the budget: score {score}.',
    margin: {
      added: 'add {amount} of margin after its cost',
      lost: 'lose {amount} of margin after its cost',
    },
    revenue: { added: 'add {amount} of SR', lost: 'lose {amount} of SR' },
    slices: {
      holdout:
        'The shopper is in the holdout: no personal offer for twelve months, so that offers can be measured.',
      uniform:
        'This draw fell into the uniform slice ({uniform} of draws): every eligible action was equally likely.',
      thompson:
        'This draw explored ({explore} of draws): each eligible action was as likely as it is to be the best by what arm {learnedBy} has learned (version {learnedVersion}), with at least {floor}.',
      policy: 'The policy {policy} drew, with at least {floor} for each eligible action.',
    },
    reference:
      "This policy gives everybody the one action that is best for the shop's average shopper, whatever the scores above; of those open here: {offer} ({score} for the average shopper).",
    chooser:
      "This policy was learnt from the shop's own draws (version {version}): of what is open here and known to it, it expects most of {offer}, {gain} of margin more than of giving nothing; the prices below come off.",
    arm: 'Experiment {experiment}, arm {arm}.',
    noArm: 'Outside every experiment.',
    budget: 'Budget {budget}: {left} free of {limit} ({reserved} reserved, {spent} spent).',
    prices:
      'Score = margin - {lambda} (lambda) x SR lost - {mu} (mu, what the budget costs as it runs out) x expected cost.',
    drawn: 'Drawn: {action}, logged with propensity {propensity} (seed {seed}).',
    reservations: {
      none: 'Nothing was to be reserved.',
      reserved: '{amount} was reserved from budget {budget}.',
      refused:
        'Budget {budget} could not reserve {amount} any more: nothing was given, the action stays logged as intended.',
    },
    versions: 'Rules {rules} version {rulesVersion}, policy {policyVersion}, {priors}, {notices}.',
  },
  zh: {
    short: {
      holdout: '概要：没有个性化优惠，因为该顾客属于用来衡量优惠效果的对照保留组。',
      alone: '概要：没有优惠，因为没有任何优惠对该顾客开放。',
      given: '概要：发放了{offer}，抽中概率为 {probability}，只依据账户事实。',
      nothing: '概要：未发放优惠。“不给优惠”的抽中概率为 {probability}，只依据账户事实。',
      refused: '概要：抽中了{offer}，但预算已不足以支付，因此未发放。',
    },
    period: '本周期（{start} 至 {end}）只抽取一次。',
    facts:
      '周期开始前的账户事实：{orders} 笔订单，CLV {clv}，SR {sr}，最近一笔订单在周期开始前 {since} 天，毛利率 {margin}。',
    noOrders: '周期开始前的账户事实：尚无订单。',
    discounts: '标价的 {discounts} 为折扣，已付金额的 {returned} 被退回。',
    risk: '行为流失风险 {risk}（{model}）。',
    residual:
      '预计未来十二个月毛利（折现）{residual}；仍为顾客的概率 {alive}（{model}）。仅供参考，不影响决策。',
    gap: '订单间隔通常为 {gap} 天。',
    considered: '{offers} 个有效优惠；{candidates} 个候选，另有“不给优惠”。',
    admitted: '{offer} 由规则第 {row} 行准入：{description}',
    allAdmitted: '没有候选被排除。',
    leftOut: '因{reasons}而被排除：{offers}。',
    masks: {
      rules: '没有规则行允许该顾客获得',
      notice: '顾客所在地不允许，或缺少法定告知',
      budget: '预算不足以支付其上限',
    },
    and: '，且',
    comma: '、',
    nothing: '不给优惠',
    nothingScore: '不给优惠：概率 {probability}；作为其他动作的比较基准，得分 {score}。',
    score:
      '{offer}：概率 {probability}。与不给优惠相比，预计{margin}，{revenue}，占用预算 {cost}：得分 {score}。',
    margin: { added: '扣除成本后毛利增加 {amount}', lost: '扣除成本后毛利减少 {amount}' },
    revenue: { added: 'SR 增加 {amount}', lost: 'SR 减少 {amount}' },
    slices: {
      holdout: '该顾客属于对照保留组：十二个月内没有个性化优惠，以便衡量优惠效果。',
      uniform: '本次抽取落入均匀切片（占 {uniform}）：每个合格动作的概率相同。',
      thompson:
        '本次抽取用于探索（占 {explore}）：每个合格动作的概率等于按 {learnedBy} 所学（第 {learnedVersion} 版）它最优的概率，至少 {floor}。',
      policy: '由策略 {policy} 抽取，每个合格动作至少 {floor}。',
    },
    reference:
      '该策略不看以上得分，对所有人采用对店铺平均顾客最优的同一动作；在此可选的动作中为：{offer}（平均顾客得分 {score}）。',
    chooser:
      '该策略由本店自己的抽取学得（第 {version} 版）：在此可选且已学过的动作中，预计{offer}最佳，比不给优惠多得毛利 {gain}，尚未扣除下述价格。',
    arm: '实验 {experiment}，分组 {arm}。',
    noArm: '不在任何实验中。',
    budget: '预算 {budget}：总额 {limit}，可用 {left}（已预留 {reserved}，已花费 {spent}）。',
    prices: '得分 = 毛利 - {lambda}（lambda）× SR 损失 - {mu}（mu，预算越紧越高）× 预计成本。',
    drawn: '抽中：{action}，记录的倾向概率为 {propensity}（种子 {seed}）。',
    reservations: {
      none: '无需预留金额。',
      reserved: '已从预算 {budget} 预留 {amount}。',
      refused: '预算 {budget} 已无法预留 {amount}：未发放优惠，动作按原意图记录。',
    },
    versions: '规则 {rules} 第 {rulesVersion} 版，策略 {policyVersion}，{priors}，{notices}。',
  },
};
