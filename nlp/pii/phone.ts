/**
 * Digits with the signs that people put between them, and an extension. A longer run of digits is refused at its
 * first one: there are very many ways to cut it into groups.
 */
export const phoneCandidate =
  /(?<!\w|[.-]|\d,)(?!\d{21})(?:\+|00)?\(?\d{1,5}\)?(?:[ .\-/]{0,2}\(?\d{1,8}\)?){0,6}(?:\s?(?:x|ext\.?|转)\s?\d{1,6})?(?![\w]|[.,]\d|-\d)/gi;

const phoneWord =
  /(?:\b(?:phone|mobile|cell|tel|telephone|call|text|whatsapp|wechat|fax|reach|contact|dial|ring|answering|line)\b|电话|手机|座机|联系|微信|致电|拨打)[^\d\n]{0,24}$/i;

/** Shops have numbers too: these name a phone's only when it is too long for an order's. */
const numberWord = /(?:\bnumber\b|号码)[^\d\n]{0,16}$/i;

/** 31/12/2026, 3-4-26: day and month in either order, perhaps with the hour behind. */
const dayMonthYear =
  /^(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)?\d{2}(?: \d{1,2})?$/;

/** How much of a candidate is a phone number (in characters); 0 when it is a price, a date, a size or an order number. */
export function looksLikePhone(match: string, before: string, after: string): number {
  const candidate = match.trimEnd();
  const [main] = candidate.split(/\s?(?:x|ext|转)/i) as [string];
  const digits = main.replace(/\D/g, '');
  const named =
    phoneWord.test(before) ||
    (digits.length >= 10 && numberWord.test(before)) ||
    /^[\s-]{0,2}(?:office|fax|mobile|cell|home)/i.test(after);
  // Six digits are a number to call only where somebody says so, and in groups.
  const fewest = named && /^\d\d[ .-]\d\d[ .-]\d\d$/.test(main) ? 6 : 7;
  if (digits.length < fewest || digits.length > 15 || isDateOrAmount(main, before, after)) return 0;
  return isPhone(main, digits, candidate !== main, named) ? candidate.length : 0;
}

function isPhone(main: string, digits: string, extension: boolean, named: boolean): boolean {
  if (main.startsWith('+') || extension) return true;
  if (/^(?:0086|86)?1[3-9]\d{9}$/.test(digits)) return true; // Chinese mobile
  const groups = main.match(/\d+/g)!;
  if (groups.length === 1) {
    // Unbroken: a trunk or international prefix, or a word that says what it is. Eight digits and fewer are orders.
    if (/^00[1-9]\d{7,12}$|^0[1-9]\d{8,10}$/.test(digits)) return true;
    return named && digits.length >= 7;
  }
  if (main.startsWith('(') || main.startsWith('0'))
    return groups.every((group) => group.length >= 2 || main.startsWith('00'));
  if (named) return true;
  // 166-684-7899, 785 8949, 1-800-555-0199
  if (/^(?:1[ .-])?\d{3}[ .-]?\d{3}[ .-]\d{4}$|^\d{3}[ -]\d{4}$/.test(main)) return true;
  // 50-98-28-96, 73 448 266: rows of sizes are written with spaces and two digits
  if (groups.length < 3 || groups.some((group) => group.length < 2)) return false;
  return main.includes('-') || groups.some((group) => group.length > 2);
}

function isDateOrAmount(main: string, before: string, after: string): boolean {
  if (/^[:：]\d/.test(after) || /[$£€¥￥]\s?$/.test(before)) return true;
  if (/^(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2}(?: \d{1,2})?$/.test(main)) return true;
  if (dayMonthYear.test(main)) return true;
  // 1.299.000 or 19.99
  return /^\d{1,3}(?:\.\d{3})+$|^\d+\.\d{1,2}$/.test(main);
}
