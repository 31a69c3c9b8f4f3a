/** One kind of data that goes by itself. */
export interface RetentionRow {
  readonly table: string;
  readonly days: number;
  readonly defaultDays: number;
  /** What the next run takes away. */
  readonly due: number;
  readonly oldest: string | null;
}

/** A shopper as the privacy page finds one. */
export interface PrivacyShopper {
  readonly id: string;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly email: string | null;
  readonly erasedAt: string | null;
  /** The newest word on each purpose. */
  readonly consents: readonly {
    readonly purpose: string;
    readonly granted: boolean;
    readonly wording: string;
    readonly givenAt: string;
  }[];
}

/** What was asked for: in the chat, by an agent at the desk, or by the shop's own system. */
export interface PrivacyRequest {
  readonly id: string;
  readonly kind: 'export' | 'erasure';
  readonly via: 'chat' | 'desk' | 'shopify' | 'woocommerce';
  /** The agent who asked, of what came from the desk. */
  readonly askedBy: string | null;
  /** Null: a visitor, and the conversation alone; without a conversation too, everybody whom that system told of. */
  readonly shopperId: string | null;
  readonly shopperName: string | null;
  readonly conversationId: string | null;
  readonly requestedAt: string;
  /**
   * open: waits for a person. offered: can be fetched by the shopper, over: was not fetched in time.
   * confirmed: about to be erased. done, refused: ended.
   */
  readonly state: 'open' | 'offered' | 'over' | 'confirmed' | 'done' | 'refused';
  readonly closedAt: string | null;
}
