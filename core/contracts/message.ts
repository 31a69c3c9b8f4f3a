/**
 * What travels in `channelData.mainstay` of a message, beside standard Bot Framework fields. Other clients (Web Chat)
 * see the same content as hero cards and suggested actions; our widget prefers these typed cards.
 */
export interface MessageExtras {
  readonly cards?: readonly Card[];
  /** Where an answer comes from, shown under it. */
  readonly sources?: readonly { title: string; url?: string }[];
  /** Who speaks: the bot, or a person by name. */
  readonly speaker?: { readonly kind: 'bot' | 'agent' | 'system'; readonly name?: string };
  /** Who answers from here on; what the shopper is told about people. */
  readonly handoff?: HandoffState;
  /** A field under the message; what is typed there comes back as an ordinary text message. */
  readonly field?: { readonly kind: 'email' };
}

export interface HandoffState {
  /** queued: waits for a person. agent: a person answers. bot: the bot is back. */
  readonly state: 'queued' | 'agent' | 'bot';
  readonly agentName?: string;
  /** While queued and in office hours; 1: next. */
  readonly place?: number;
  /** What it has taken lately; left out when too few were answered to say. */
  readonly recentWaitMinutes?: number;
}

export type Card = ProductCard | OfferCard | OrderCard;

export interface ProductCard {
  readonly kind: 'product';
  readonly productId: string;
  readonly name: string;
  /** Formatted for the reader's language. */
  readonly price: string;
  readonly pictureUrl: string;
  readonly url: string;
  readonly reason?: string;
  readonly inStock: boolean;
  /** The recommendation that showed it: sent back with shown and clicked. */
  readonly decisionId?: string;
}

export interface OfferCard {
  readonly kind: 'offer';
  readonly grantId: string;
  readonly decisionId: string | null;
  readonly title: string;
  readonly code: string;
  /** Formatted date. */
  readonly until: string;
  /** What the law demands to be said with it; always shown. */
  readonly notice: string;
  readonly state: 'open' | 'accepted' | 'declined';
}

export interface OrderCard {
  readonly kind: 'order';
  readonly number: string;
  readonly state: string;
  readonly placed: string;
  readonly total: string;
  readonly lines: readonly { name: string; quantity: number; pictureUrl: string }[];
  readonly steps: readonly { label: string; at?: string; done: boolean }[];
}
