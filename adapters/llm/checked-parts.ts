import type { PhraseRequest } from '../../bot/ports/llm.ts';
import { acceptPart } from './accept-phrasing.ts';
import { clauseEnds } from './clause-ends.ts';
import type { MaskedText } from './masked-text.ts';

/**
 * Lets an answer out while it is written, by whole clauses, and each only when the text up to the end of the *next*
 * clause has passed the check too: what a clause promises may stand across its end.
 */
export class CheckedParts {
  readonly #request: PhraseRequest;
  readonly #masked: MaskedText;
  readonly #onPart: (text: string) => void;
  #clauses = 0;

  constructor(request: PhraseRequest, masked: MaskedText, onPart: (text: string) => void) {
    this.#request = request;
    this.#masked = masked;
    this.#onPart = onPart;
  }

  /**
   * @param answer all that the model has written so far, without its thoughts.
   * @returns why nothing of this answer may be used, now or later; null: go on.
   */
  take(answer: string): string | null {
    if (answer.length > longestAnswer(this.#request)) return 'form';
    const ends = clauseEnds(answer);
    if (ends.length === this.#clauses) return null;
    this.#clauses = ends.length;
    const known = this.#masked.unmaskPart(answer.slice(0, ends.at(-1)));
    if (known === null) return 'placeholder';
    const refused = acceptPart(known, this.#request);
    // A few words may not tell their language yet; the whole does.
    if (refused === 'language') return null;
    if (refused) return refused;
    const shown = this.#masked.unmaskPart(answer.slice(0, ends.at(-2) ?? 0))?.trim();
    if (shown && acceptPart(shown, this.#request) === null) this.#onPart(shown);
    return null;
  }
}

/** An essay is no other wording. Twice over, since placeholders are longer than what they stand for, or shorter. */
function longestAnswer({ template }: PhraseRequest): number {
  return 2 * (2 * template.length + 200);
}
