/** Things in a message that may be order numbers: 6 to 12 digits, or letters and digits joined; the longest first. */
export function orderNumbersIn(text: string): string[] {
  const plain = text.normalize('NFKC');
  const digits = plain.match(/(?<![\d.,])\d{6,12}(?![\d.,]?\d)/g) ?? [];
  const mixed = plain.match(/\b[A-Z]{1,4}-?\d{3,12}\b/gi) ?? [];
  return [...new Set([...digits, ...mixed])].sort((a, b) => b.length - a.length).slice(0, 3);
}

/** Nothing but an order number, as shoppers answer or begin. */
export function isBareOrderNumber(text: string): boolean {
  return /^[#＃\s]*(?:(?:order|no\.?|number|订单号?)[\s#:：是]*)?\d{6,12}[\s?？.!。]*$/i.test(
    text.normalize('NFKC').trim(),
  );
}
