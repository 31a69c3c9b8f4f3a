/** How a message sounds. */
export const tones = ['furious', 'annoyed', 'plain', 'warm'] as const;
export type Tone = (typeof tones)[number];

/** What it is about; a subset of the bot's topics. */
export const chatTopics = [
  'order_status',
  'return_refund',
  'complaint',
  'leaving',
  'product_question',
  'price_promotion',
  'payment_invoice',
  'account_privacy',
] as const;
export type ChatTopic = (typeof chatTopics)[number];

/**
 * Pieces that messages are put together from. In a piece, (a|b) is one of the alternatives and {item}, {days}, {number}
 * are filled. A shopper whose conversations are for training is given pieces of even place only, one for trying those
 * of odd place: no phrasing is in both.
 */
export interface PhraseBook {
  readonly openers: Readonly<Record<Tone, readonly string[]>>;
  readonly topics: Readonly<Record<ChatTopic, readonly string[]>>;
  /** What the tone adds. */
  readonly feelings: Readonly<Record<Tone, readonly string[]>>;
  /** What somebody adds who has had enough for good, whatever the topic; also said by some who then stay. */
  readonly farewells: readonly string[];
  readonly closers: Readonly<Record<Tone, readonly string[]>>;
  readonly items: readonly string[];
  /** Words of the other language that slip in: [own, other]. */
  readonly mixed: readonly (readonly [string, string])[];
}
