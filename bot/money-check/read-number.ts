/**
 * A number as offers write it, split ones too: `2 0`, `2-0`, `1,299.00`, `5-10`. For use inside larger patterns. There
 * is one way alone to read a text by it: a point or comma between digits never parts pieces, else a row of `1.1.1.1`
 * could be cut in more ways than a process lives to try.
 */
export const numberPattern = String.raw`\d+(?:[.,]\d+)*(?:(?![.,]\d)[ \-._,/]{1,3}\d+(?:[.,]\d+)*){0,6}`;

/** Stands before a number in a pattern: not inside one. A comma before it may end a clause. */
export const numberStart = String.raw`(?<!\d|\d[.,])`;

/** What stands after a number that counts or measures things: then it is no money. */
export const unitAhead = String.raw`\s*(?:-\s*)?(?:%|(?:x|×|am|pm|h|hrs?|hours?|min|mins|minutes?|s|secs?|seconds?|days?|nights?|weeks?|months?|years?|working|business|cm|mm|m|km|metres?|meters?|ml|cl|l|litres?|liters?|g|kg|mg|grams?|lbs?|oz|in|inch|inches|ft|w|watts?|v|volts?|lm|k|kwh|°|degrees?|stars?|pieces?|pcs|items?|products?|parcels?|orders?|people|persons?|times|sizes?|cups?|colou?rs?|pairs?|sets?|steps?|points?|questions?|options?|of|or|to|left|more|other|different|instal\w*|payments?|cards?|emails?|messages?|ways?|stores?|lines?|st|nd|rd|th)\b|天|个|件|分钟|小时|次|步|周|月|年|日|号|种|款|双|条|米|厘米|毫米|公分|寸|工作日|位|人|点|毫升|升|克|公斤|千克|斤|秒|项|封|家|页|层|只|套|瓶|包|袋|盒|把|张|支|本|星|折|部|份|期|杯|束|盏|套|色|倍|比|或|到|至|毛巾|以|之|者)`;

/**
 * The ways to read a matched number: several where digits stand apart (a range, or one number in pieces).
 * @param decimals of its currency: with three, "1.500" is one and a half, and "1,500" still fifteen hundred.
 */
export function readNumber(run: string, decimals = 2): number[] {
  const parts = run.match(/\d+(?:[.,]\d+)*/g) ?? [];
  if (parts.length === 1) return [quantityOf(parts[0]!, decimals)];
  const pieces = parts.every((part) => part.length === 1) || /^(?:0\d*|\d)$/.test(parts.at(-1)!);
  if (pieces) return [Number(parts.join('').replace(/[.,]/g, ''))];
  // A range names both ends; after a blank only the last number belongs to the sign that follows.
  return /\d\s*-\s*\d/.test(run)
    ? parts.map((part) => quantityOf(part, decimals))
    : [quantityOf(parts.at(-1)!, decimals)];
}

/** The first number of a run that follows its sign: `£20 15 minutes` is 20. */
export function readFirstNumber(run: string, decimals = 2): number[] {
  const parts = run.match(/\d+(?:[.,]\d+)*/g) ?? [];
  if (parts.length === 1) return [quantityOf(parts[0]!, decimals)];
  if (parts.every((part) => part.length === 1)) return [Number(parts.join(''))];
  return /\d\s*-\s*\d/.test(run)
    ? parts.map((part) => quantityOf(part, decimals))
    : [quantityOf(parts[0]!, decimals)];
}

/** Thousands and decimals by place: 1,299.00 and 1.299,00 are the same. */
function quantityOf(part: string, ofCurrency: number): number {
  const last = Math.max(part.lastIndexOf('.'), part.lastIndexOf(','));
  if (last < 0) return Number(part);
  const separators = new Set(part.replace(/\d/g, ''));
  const decimals = part.length - last - 1;
  const small = ofCurrency === 3 && /^\d+\.\d{3}$/.test(part);
  const thousands = separators.size === 1 && decimals === 3 && !part.startsWith('0') && !small;
  if (thousands) return Number(part.replace(/[.,]/g, ''));
  return Number(`${part.slice(0, last).replace(/[.,]/g, '')}.${part.slice(last + 1)}`);
}
