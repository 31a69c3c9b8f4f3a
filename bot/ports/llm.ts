import type { Language } from '../../core/words.ts';
import type { MoneyFacts } from '../money-check/money-facts.ts';

export interface PhraseRequest {
  readonly language: Language;
  /** The reply that goes out when the model does not answer in time or says something else. */
  readonly template: string;
  readonly facts: MoneyFacts;
  /** The shopper's message, redacted. */
  readonly question: string;
  /** The latest messages, oldest first, redacted. */
  readonly history: readonly { readonly role: 'shopper' | 'bot'; readonly text: string }[];
}

export interface PhraseOptions {
  readonly signal?: AbortSignal;
  /**
   * Called while the answer is being written, with all of it that may be shown already: whole clauses that say no
   * more than the template. What comes after may still be refused as a whole.
   */
  readonly onPart?: (text: string) => void;
}

/** Says a reply in better words. It decides nothing: money, skill and actions are settled before it is asked. */
export interface Phraser {
  /**
   * The template's content in other words, or null: then the template goes out. Resolves within a few seconds and
   * never throws; a text that says other money than the template is null.
   */
  phrase(request: PhraseRequest, options?: PhraseOptions): Promise<string | null>;
}
