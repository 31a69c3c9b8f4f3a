import { findPii } from '../../nlp/pii/find-pii.ts';

/** A text whose personal data, codes and numbers of orders stay here: the model sees [EMAIL_1], [CODE_1]. */
export interface MaskedText {
  readonly text: string;
  /** Puts them back; null when a placeholder is missing or one is there that was not given. */
  unmask(text: string): string | null;
  /** As `unmask` for the beginning of a text: placeholders may still be missing. */
  unmaskPart(text: string): string | null;
}

/** @param secrets further strings to hide, as they stand in the text: codes, order and tracking numbers. */
export function maskText(text: string, secrets: readonly string[]): MaskedText {
  const originals = new Map<string, string>();
  const hide = (kind: string, original: string) => {
    for (const [placeholder, known] of originals) if (known === original) return placeholder;
    const placeholder = `[${kind}_${originals.size + 1}]`;
    originals.set(placeholder, original);
    return placeholder;
  };
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of findPii(text)) {
    masked += text.slice(from, start) + hide(kind, text.slice(start, end));
    from = end;
  }
  masked += text.slice(from);
  for (const secret of [...secrets].sort((a, b) => b.length - a.length))
    if (secret.length >= 3 && masked.includes(secret))
      masked = masked.replaceAll(secret, hide('NUMBER', secret));
  const placeholdersIn = (answer: string) => new Set(answer.match(/\[[A-Z_]+_\d+\]/g) ?? []);
  const unmaskPart = (answer: string) =>
    [...placeholdersIn(answer)].every((one) => originals.has(one))
      ? [...originals].reduce(
          (whole, [placeholder, original]) => whole.replaceAll(placeholder, original),
          answer,
        )
      : null;
  return {
    text: masked,
    unmask: (answer) => (placeholdersIn(answer).size === originals.size ? unmaskPart(answer) : null),
    unmaskPart,
  };
}
