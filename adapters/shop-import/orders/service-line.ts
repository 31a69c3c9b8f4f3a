/** What a line that is no merchandise is: part of the shipping, a discount on the order, the books' own, or unnamed. */
export type ServiceLine = 'shipping' | 'discount' | 'books' | 'unnamed';

const kinds: readonly (readonly [ServiceLine, RegExp])[] = [
  [
    'shipping',
    /^(?:(?:dotcom|next day|express|standard|packing|international) )?(?:postage|carriage|shipping|delivery|freight|p ?& ?p|charge)(?: (?:fee|cost|charges?))?$|^(?:运费|邮费|快递费|包装费)$/i,
  ],
  ['discount', /^(?:discount|coupon|voucher discount|rabatt|remise|折扣|优惠)$/i],
  ['books', /^(?:\w+ )?(?:fees?|commission|bank charges?|bad debt|write[ -]?off)$|^adjust|^手续费$|^佣金$/i],
  ['unnamed', /^(?:manual|samples?|misc(?:ellaneous)?|other|test|check|\?+)$/i],
];

/** Null for merchandise. */
export function serviceLine(name: string): ServiceLine | null {
  const plain = name.trim();
  if (plain.length > 40) return null;
  return kinds.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
