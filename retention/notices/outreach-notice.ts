import type { Localised } from '../../core/localised.ts';

/** What has to be said with products that were chosen for somebody who did not ask just now. */
export interface OutreachNotice {
  readonly id: string;
  readonly text: Localised;
  /** Where the duty comes from. */
  readonly source: string;
}

const china: OutreachNotice = {
  id: 'cn',
  text: {
    en: 'These products were chosen for you by automated decision-making. You can have recommendations that are not based on you, or refuse them, with one tap.',
    zh: '本推荐由自动化决策根据您的个人信息生成。您可以一键选择不针对个人特征的推荐，或直接拒绝。',
  },
  source:
    'Personal Information Protection Law art. 24(2): marketing by automated decision-making comes with an option that does not target personal characteristics, or a convenient way to refuse.',
};

const everywhere: OutreachNotice = {
  id: 'everywhere',
  text: {
    en: 'These products were chosen for you automatically from your orders and what you looked at. You can object to that, and to these messages, at any time with one tap.',
    zh: '这些商品是根据您的订单和浏览记录自动为您挑选的。您可以随时一键拒绝个性化推荐，或停止接收此类消息。',
  },
  source:
    'GDPR arts 13(2)(f) and 21(2)-(4) (profiling for direct marketing is named, with the right to object to it), Directive 2002/58/EC art. 13 (a way to stop in each message); the strictest general rule, said everywhere.',
};

/** The notice of a place. @param country ISO 3166-1 alpha-2. */
export function outreachNotice(country: string): OutreachNotice {
  return country.trim().toUpperCase() === 'CN' ? china : everywhere;
}
