/** As much as reads as one bubble. */
const quotedLength = 420;

/** Whole sentences from the beginning, as many as fit a bubble. */
export function quote(text: string): string {
  if (text.length <= quotedLength) return text;
  // From the beginning, one after the other: a text without any end would else be scanned from each of its letters.
  const sentences = text.match(/[^.!?。！？]+[.!?。！？]+\s*/gy) ?? [text.slice(0, quotedLength)];
  let kept = '';
  for (const sentence of sentences) {
    if (kept !== '' && kept.length + sentence.length > quotedLength) break;
    kept += sentence;
  }
  return kept.trim();
}
