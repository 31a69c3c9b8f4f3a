import type { Localised } from '../../core/localised.ts';
import type { Language } from '../../core/words.ts';

export type PersonaKey =
  | 'loyal'
  | 'drifting'
  | 'late'
  | 'new'
  | 'anonymous'
  | 'loyal-zh'
  | 'drifting-zh'
  | 'late-zh'
  | 'new-zh';

/** Whom the storefront can be used as. */
export interface Persona {
  readonly key: PersonaKey;
  /** The shop's customer id; null: nobody is signed in. */
  readonly externalId: string | null;
  readonly name: string;
  readonly language: Language;
  readonly country: string;
  readonly region: string | null;
  /** While they still come. */
  readonly daysBetweenOrders: number;
  readonly label: Localised;
  readonly about: Localised;
}

export const personas: readonly Persona[] = [
  {
    key: 'loyal',
    externalId: 'demo-loyal',
    name: 'Grace Bennett',
    language: 'en',
    country: 'GB',
    region: null,
    daysBetweenOrders: 30,
    label: { en: 'Grace, a loyal shopper', zh: 'Grace，忠实顾客' },
    about: {
      en: 'Two years of orders: one can be cancelled, one is on its way, one can be returned.',
      zh: '两年老顾客：一单可取消，一单运输中，一单可退货。',
    },
  },
  {
    key: 'drifting',
    externalId: 'demo-drifting',
    name: 'Daniel Osei',
    language: 'en',
    country: 'GB',
    region: null,
    daysBetweenOrders: 37,
    label: { en: 'Daniel, drifting away', zh: 'Daniel，正在流失' },
    about: {
      en: 'Used to order every month; nothing for five months.',
      zh: '过去每月都下单，最近五个月没有动静。',
    },
  },
  {
    key: 'late',
    externalId: 'demo-late',
    name: 'Priya Shah',
    language: 'en',
    country: 'GB',
    region: null,
    daysBetweenOrders: 90,
    label: { en: 'Priya, whose parcel is late', zh: 'Priya，包裹延误' },
    about: { en: 'A parcel should have been here four days ago.', zh: '包裹四天前就该到了。' },
  },
  {
    key: 'new',
    externalId: 'demo-new',
    name: 'Tom Fletcher',
    language: 'en',
    country: 'GB',
    region: null,
    daysBetweenOrders: 60,
    label: { en: 'Tom, new here', zh: 'Tom，新顾客' },
    about: { en: 'Made an account yesterday; no order yet.', zh: '昨天刚注册，还没有下单。' },
  },
  {
    key: 'loyal-zh',
    externalId: 'demo-loyal-zh',
    name: '林晓雯',
    language: 'zh',
    country: 'GB',
    region: null,
    daysBetweenOrders: 30,
    label: { en: 'Lin Xiaowen, loyal, in Chinese', zh: '林晓雯，忠实顾客' },
    about: {
      en: 'Lives in London and writes Chinese; as Grace.',
      zh: '住在伦敦的老顾客：一单可取消，一单运输中，一单可退货。',
    },
  },
  {
    key: 'drifting-zh',
    externalId: 'demo-drifting-zh',
    name: '陈思琪',
    language: 'zh',
    country: 'DE',
    region: null,
    daysBetweenOrders: 37,
    label: { en: 'Chen Siqi, drifting away, in Chinese', zh: '陈思琪，正在流失' },
    about: {
      en: 'Lives in Berlin and writes Chinese; as Daniel.',
      zh: '住在柏林，过去每月都下单，最近五个月没有动静。',
    },
  },
  {
    key: 'late-zh',
    externalId: 'demo-late-zh',
    name: '王志远',
    language: 'zh',
    country: 'CN',
    region: null,
    daysBetweenOrders: 90,
    label: { en: 'Wang Zhiyuan, late parcel, in Chinese', zh: '王志远，包裹延误' },
    about: { en: 'Lives in Chengdu and writes Chinese; as Priya.', zh: '成都顾客，包裹四天前就该送达。' },
  },
  {
    key: 'new-zh',
    externalId: 'demo-new-zh',
    name: '赵一鸣',
    language: 'zh',
    country: 'GB',
    region: null,
    daysBetweenOrders: 60,
    label: { en: 'Zhao Yiming, new, in Chinese', zh: '赵一鸣，新顾客' },
    about: { en: 'Made an account yesterday; no order yet.', zh: '昨天刚注册，还没有下单。' },
  },
  {
    key: 'anonymous',
    externalId: null,
    name: 'Anonymous',
    language: 'en',
    country: 'GB',
    region: null,
    daysBetweenOrders: 60,
    label: { en: 'Nobody (not signed in)', zh: '未登录访客' },
    about: { en: 'A visitor without an account.', zh: '没有账号的访客。' },
  },
];
