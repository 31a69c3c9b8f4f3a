import type { Phrases } from './phrases.ts';

/** Something that went wrong with one product for a while: what the page Reviews is there to find. */
export interface RecentTrouble {
  readonly productId: string;
  /** Orders that arrived in this span, in days before the end of the history; to 0: it still goes on. */
  readonly fromDays: number;
  readonly toDays: number;
  readonly phrases: Phrases;
}

/** Of the lines of these products so many are reviewed: the shop asks their buyers for one. */
export const askedShare = 0.3;
/** Of the lines that arrive while it lasts so many are hit, and of those so many are reviewed. */
export const hitShare = 0.65;
export const annoyedShare = 0.85;

/** Days between the change that ended the tea's trouble and the end of the history; the demo's case tells of it. */
export const teaChangedDays = 112;
export const teaTroubled = 'morning-black-tea-earl-grey';

export const recentTroubles: readonly RecentTrouble[] = [
  {
    productId: 'trail-hiking-socks-moss-green',
    fromDays: 49,
    toDays: 0,
    phrases: {
      en: [
        'the new batch runs small',
        'they run small now, my toes are squashed',
        'far too tight around the toes since the new batch',
        'my usual size is too tight now',
        'order a size up, they run small',
        'could hardly get them over my heel, much too small',
      ],
      zh: [
        '新的一批偏小',
        '现在尺码偏小，脚趾很挤',
        '平时的码现在太紧了',
        '建议买大一码，偏小',
        '脚后跟都拉不上，太小了',
        '比以前买的小一号',
      ],
    },
  },
  {
    productId: 'meadow-picnic-blanket-forest-green',
    fromDays: 42,
    toDays: 0,
    phrases: {
      en: [
        'it came in a torn bag with no box',
        'the packaging was ripped open',
        'arrived in a torn bag, dirty on one side',
        'poorly packed, the bag had burst',
        'there was no protection at all in the parcel, just a torn bag',
      ],
      zh: [
        '包装袋是破的，连个盒子都没有',
        '包装破损，毯子一面脏了',
        '包装太差，袋子裂开了',
        '包裹里一点保护都没有',
      ],
    },
  },
  {
    productId: teaTroubled,
    fromDays: 230,
    toDays: teaChangedDays,
    phrases: {
      en: [
        'this tin tastes stale',
        'stale and dusty, no bergamot at all',
        'the tea tastes of cardboard',
        'tastes stale, the aroma is gone',
      ],
      zh: ['这一罐味道不新鲜', '喝起来一股纸板味', '不新鲜，完全没有佛手柑的香味', '茶味很陈'],
    },
  },
];
