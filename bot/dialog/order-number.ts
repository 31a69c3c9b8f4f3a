/** Small shops number from 1001: so few digits are an order's where it says so. */
const short =
  /(?:#|(?:\border(?: number| no\.?)?|订单号?|单号)\s*[#:：是]?\s*)(\d{3,5})(?![\d.,]?\d)(?!\s*[元块件个双镑%])/gi;

/**
 * Things in a message that may be order numbers: 6 to 12 digits, letters and digits joined, or fewer digits behind # or
 * the word; the longest first.
 */
export function orderNumbersIn(text: string): string[] {
  const plain = text.normalize('NFKC');
  const digits = plain.match(/(?<![\d.,])\d{6,12}(?![\d.,]?\d)/g) ?? [];
  const mixed = plain.match(/\b[A-Z]{1,4}-?\d{3,12}\b/gi) ?? [];
  const called = [...plain.matchAll(short)].map(([, number]) => number!);
  return [...new Set([...digits, ...mixed, ...called])].sort((a, b) => b.length - a.length).slice(0, 3);
}

/** Nothing but an order number, as shoppers answer or begin. */
export function isBareOrderNumber(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return /^(?:[#\s]*(?:(?:order|no\.?|number|订单号?)[\s#:是]*)?\d{6,12}|#\s*\d{3,5})[\s?.!。]*$/i.test(
    plain,
  );
}
