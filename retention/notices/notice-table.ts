import type { Localised } from '../../core/localised.ts';
import type { OfferKind } from '../offers/offer.ts';

/** What the law of a place demands to be said with a personalised offer, and what may be personalised there at all. */
export interface NoticeRow {
  readonly id: string;
  /** ISO 3166-1 alpha-2 countries, or country-subdivision ('US-NY'). Empty: everywhere else. */
  readonly places: readonly string[];
  /** Kinds that may be personalised there; the rest is left to public terms. */
  readonly kinds: readonly OfferKind[];
  readonly text: Localised;
  /** Where the duty comes from, and why the row reads as it does. */
  readonly source: string;
}

const everyKind: readonly OfferKind[] = ['percent', 'free_shipping', 'perk'];

/**
 * One row a jurisdiction; the most specific place wins. A shop has its counsel read this table before it goes live.
 * Wording that a statute prescribes is given as prescribed; the other language's text stands beside it.
 */
export const noticeTable: readonly NoticeRow[] = [
  {
    id: 'eu',
    places: [
      ...['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE'],
      ...['IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'],
    ],
    kinds: everyKind,
    text: {
      en: 'This price was personalised on the basis of automated decision-making. You can switch that off at any time.',
      zh: '此价格是基于自动化决策为您个性化设定的。您可以随时关闭个性化。',
    },
    source:
      'Directive 2011/83/EU art. 6(1)(ea), inserted by Directive (EU) 2019/2161 art. 4: the trader informs "where applicable, that the price was personalised on the basis of automated decision-making".',
  },
  {
    id: 'uk',
    places: ['GB'],
    kinds: everyKind,
    text: {
      en: 'This offer was personalised by an automated system from your order history. You can switch that off at any time.',
      zh: '此优惠由自动化系统根据您的订单历史个性化生成。您可以随时关闭个性化。',
    },
    source:
      'Art. 6(1)(ea) was never carried into the UK Consumer Contracts Regulations 2013; Digital Markets, Competition and Consumers Act 2024 s. 227 (omitting material information) and UK GDPR arts 13-14 and 21 (transparency, right to object) stand behind the sentence.',
  },
  {
    id: 'us-ny',
    // 'US-' is a shopper in the United States whose state is not known: the strictest wording then holds.
    places: ['US-NY', 'US-'],
    kinds: everyKind,
    text: {
      en: 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.',
      zh: 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.（此价格由算法使用您的个人数据设定。）',
    },
    source:
      'New York General Business Law s. 349-a (Algorithmic Pricing Disclosure Act, 2025): a clear and conspicuous disclosure in exactly these words, near the price.',
  },
  {
    id: 'us',
    places: ['US'],
    kinds: everyKind,
    text: {
      en: 'This offer was chosen for you by an automated system from your order history. You can switch that off at any time.',
      zh: '此优惠由自动化系统根据您的订单历史为您选择。您可以随时关闭个性化。',
    },
    source: 'No federal wording is prescribed; FTC Act s. 5 (15 U.S.C. 45) forbids deceiving by omission.',
  },
  {
    id: 'cn',
    places: ['CN'],
    kinds: ['perk'],
    text: {
      en: 'This perk was chosen by an automated decision from your account. You may refuse it: public offers, the same for everybody, stay open to you.',
      zh: '此权益由自动化决策根据您的账户信息推荐。您可以一键拒绝个性化推荐，仍可享受面向所有人的公开优惠。',
    },
    source:
      'Personal Information Protection Law of the PRC art. 24: automated decisions must be transparent and fair, no unreasonable difference in price or other terms of trade; marketing by automated decision comes with an option that is not personal and a convenient refusal. Price terms are therefore left to public promotions.',
  },
  {
    id: 'elsewhere',
    places: [],
    kinds: ['perk'],
    text: {
      en: 'This perk was chosen for you by an automated system from your order history. You can switch that off at any time.',
      zh: '此权益由自动化系统根据您的订单历史为您选择。您可以随时关闭个性化。',
    },
    source:
      'The law of the place has not been looked up: nothing that touches a price is personalised until a row for it is added.',
  },
];

/** Logged with every decision; count it up with every change of the table. */
export const noticeTableVersion = 'notices-1';
