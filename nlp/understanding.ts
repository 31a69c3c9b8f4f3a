import type { Language, SentimentLabel, TopicLabel } from '../core/words.ts';

/** A label with the probability of every label; they sum to 1. */
export interface Classified<Label extends string> {
  readonly label: Label;
  readonly probabilities: Readonly<Record<Label, number>>;
}

/** What the models make of one message. */
export interface Understanding {
  /** The language to answer in. */
  readonly language: Language;
  /** False when the text is in a language or script that we do not speak. */
  readonly languageSupported: boolean;
  /** The text with structured personal data replaced by [EMAIL], [PHONE] ...; the only form that may be stored apart from the activity, logged or prompted with. */
  readonly redactedText: string;
  /** `redactedText` in simplified characters and with the shop's own words spelt right: what the models and the search read. */
  readonly plainText: string;
  readonly sentiment: Classified<SentimentLabel>;
  readonly topic: Classified<TopicLabel>;
  /** Log odds that who writes so leaves, by simulated conversations; null: these models do not tell. */
  readonly leaving: number | null;
  /** Sentence vector of unit length (384 values), for retrieval. */
  readonly vector: Float32Array;
  readonly modelVersion: string;
  readonly milliseconds: number;
}

export interface UnderstandOptions {
  readonly languageHint?: Language;
  /** All messages of a conversation are read by the same models, where two versions serve side by side. */
  readonly conversationId?: string;
}

export interface Understander {
  /** @throws UnavailableError when the worker pool is stopped; OverloadedError when its queue is full. */
  understand(text: string, options?: UnderstandOptions): Promise<Understanding>;
}
