import { findPii, type PiiKind } from './find-pii.ts';

export interface Redacted {
  /** The text with every find replaced by its kind: [EMAIL], [PHONE], [CARD], [IBAN], [ID_NUMBER], [IP]. */
  readonly text: string;
  readonly kinds: readonly PiiKind[];
}

/** Replaces structured personal data; order numbers, prices, dates and product codes stay. */
export function redactPii(text: string): Redacted {
  let out = '';
  let from = 0;
  const finds = findPii(text);
  for (const { start, end, kind } of finds) {
    out += `${text.slice(from, start)}[${kind}]`;
    from = end;
  }
  return { text: out + text.slice(from), kinds: finds.map((find) => find.kind) };
}
