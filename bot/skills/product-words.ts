import type { ProductCard } from '../../core/contracts/message.ts';
import type { WordingKey } from '../catalogue/wordings.ts';
import type { ProductView } from '../ports/shop-data.ts';
import type { SkillContext } from './skill.ts';

/** A product as a card; its price may be said from now on. */
export function productCard(
  context: Pick<SkillContext, 'facts' | 'language' | 'shop' | 'links'>,
  product: ProductView,
  why: { reason?: string; decisionId?: string } = {},
): ProductCard {
  const { facts, language, shop, links } = context;
  return {
    kind: 'product',
    productId: product.id,
    name: facts.source(product.name[language]),
    price: facts.amount(product.priceCents, shop.currency),
    pictureUrl: links.picture(shop, product.id),
    url: links.product(shop, product.id),
    inStock: product.stock > 0,
    ...(why.reason ? { reason: facts.source(why.reason) } : {}),
    ...(why.decisionId ? { decisionId: why.decisionId } : {}),
  };
}

/** What of a product is asked for: words of shoppers, and the attributes that answer, the best first. */
export interface AskedAttribute {
  readonly asked: RegExp;
  readonly keys: readonly string[];
}

export const askedAttributes: readonly AskedAttribute[] = [
  {
    asked:
      /\b(?:sizes?|fits?(?! (?:a|an|my|the|in)\b)|large|small|medium|xl|xs|king|double|single)\b|尺码|码数|多大码|拿.?码|穿.?码|身高|体重|斤/i,
    keys: ['size', 'dimensions'],
  },
  {
    asked:
      /\bcolou?rs?\b|\b(?:have|come|comes|available|got) (?:it |this |that |them )?in\b|颜色|什么色|色号/i,
    keys: ['colour', 'variety'],
  },
  { asked: /\b(?:flavou?rs?|variet(?:y|ies)|scents?)\b|口味|味道|香型/i, keys: ['variety', 'colour'] },
  {
    asked:
      /\b(?:wash(?:ing|able|es|ed)?|dishwasher|clean(?:ing|ed)?|care|iron(?:ing|ed)?|tumble|machine|bleach(?:ing|ed)?|microwave|oven)\b|洗|保养|清洁|微波|烤箱|掉(?:漆|色)|护理/i,
    keys: ['care'],
  },
  {
    asked:
      /\b(?:materials?|made (?:of|from|out)|fabric|real (?:leather|wool|linen|cotton|wood|silk)|plastic|(?:is|are) (?:it|they|this|these) (?:\w+ )?(?:leather|cotton|wool|linen|wood(?:en)?|metal|steel|glass))\b|\breal \w+ or\b|材质|面料|什么做|纯棉|羊毛|真皮|塑料|成分|是.{0,4}做的/i,
    keys: ['material'],
  },
  {
    asked:
      /\b(?:how (?:big|large|wide|tall|deep)|dimensions?|measures?|cm|inch(?:es)?)\b|尺寸|多大|多宽|多高|大小/i,
    keys: ['dimensions', 'size', 'height', 'diameter'],
  },
  {
    asked:
      /\b(?:how much (?:does it|do they) hold|capacity|litres?|liters?|volume|holds?)\b|容量|能装|多少(?:毫升|升)/i,
    keys: ['capacity', 'holds', 'cups'],
  },
  { asked: /\b(?:weighs?|weight|heavy|gsm|kg|grams?)\b|重量|多重|克重|几斤/i, keys: ['weight'] },
  {
    asked: /\b(?:watts?|wattage|power|bright(?:ness)?|lumens?)\b|功率|多少瓦|亮度|流明/i,
    keys: ['power', 'light', 'bulb'],
  },
  { asked: /\b(?:batter(?:y|ies)|charg(?:e|es|ing)|rechargeable|last)\b|电池|续航|充电/i, keys: ['battery'] },
  { asked: /\b(?:bulbs?|lamp holder|e27|e14)\b|灯泡|灯头/i, keys: ['bulb'] },
  { asked: /\b(?:height|tall)\b|高度/i, keys: ['height', 'dimensions'] },
  { asked: /\b(?:length|long|cable)\b|长度|多长|线长/i, keys: ['length', 'cable', 'dimensions'] },
  { asked: /\bdiameter\b|直径/i, keys: ['diameter'] },
  { asked: /\b(?:laptop|macbook|surface|notebook)\b|电脑/i, keys: ['laptop', 'dimensions'] },
  { asked: /\b(?:pages?|ruling|dotted|lined)\b|页|横线|点阵/i, keys: ['pages', 'ruling'] },
  { asked: /\b(?:pieces?|how many)\b|几件|几个|多少个/i, keys: ['pieces', 'cups', 'holds'] },
];

export const asksPrice =
  /\b(?:how much (?:is|are|for|does it cost)|prices?|costs?)\b|\bcheapest\b|^(?:and |so |ok,? )?(?:\w+, )?how much[?.!]*$|多少钱|价格|价钱|售价|什么价|几块|最便宜|最贵/i;
export const asksStock =
  /\b(?:in stock|available|availability|sold out|restock|back in|left|notify me|let me know when)\b|有货|现货|还有吗|缺货|补货|库存/i;
export const asksHowToBuy =
  /\b(?:add .{0,30}(?:cart|basket)|buy (?:it|this|that|one|the)|how (?:do|can) i (?:buy|order)|i(?:'ll| will) (?:take|have|buy))\b|加(?:进|入|到|个)?.{0,3}购物车|[怎咋]么?(?:下单|买|拍|购买)|(?:我|就|那就)(?:要|买|拍)(?:这|它|第|了)|就(?:这|它)(?:个|款|件)?了|拍下|购买链接|链接(?:发|给)/i;
export const asksOpinion =
  /\b(?:any good|worth|reviews?|quality|recommend it|good|comfortable|durable|like it)\b|好用吗|怎么样|质量|评价|值得|好不好|耐用|舒服/i;

const attributeKeys = [
  'colour',
  'variety',
  'size',
  'material',
  'care',
  'capacity',
  'dimensions',
  'weight',
  'height',
  'length',
  'diameter',
  'power',
  'battery',
  'bulb',
] as const;

/** The catalogue's word for an attribute; null for one that only its value speaks of. */
export function attributeWording(key: string): Extract<WordingKey, `attribute.${string}`> | null {
  const known = attributeKeys.find((one) => one === key);
  return known ? `attribute.${known}` : null;
}
