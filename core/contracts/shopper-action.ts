/** What a button sends: a message activity without text whose `value` is one of these. */
export type ShopperAction =
  | { readonly action: 'offer.accept'; readonly grantId: string }
  | { readonly action: 'offer.decline'; readonly grantId: string }
  | { readonly action: 'personalisation.refuse' }
  | { readonly action: 'person.request' }
  /** No more messages that the shopper has not asked for, by chat or e-mail. */
  | { readonly action: 'outreach.stop' }
  | { readonly action: 'product.ask'; readonly productId: string }
  /** How a person's help was: 1 (bad) to 5. */
  | { readonly action: 'conversation.rate'; readonly handoffId: string; readonly stars: number };

/** An event activity (`type: 'event'`, `name: 'mainstay/outcome'`) by which a client reports what became of a card. */
export interface OutcomeEvent {
  readonly decisionId: string;
  readonly kind: 'shown' | 'clicked';
  /** The product or grant. */
  readonly ref: string;
}
