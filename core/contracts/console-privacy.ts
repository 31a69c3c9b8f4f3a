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

/** What a shopper or visitor asked for in the chat. */
export interface PrivacyRequest {
  readonly id: string;
  readonly kind: 'export' | 'erasure';
  /** Null: a visitor, and the conversation alone. */
  readonly shopperId: string | null;
  readonly shopperName: string | null;
  readonly conversationId: string;
  readonly requestedAt: string;
  /**
   * open: waits for a person. offered: can be fetched by the shopper, over: was not fetched in time.
   * confirmed: about to be erased. done, refused: ended.
   */
  readonly state: 'open' | 'offered' | 'over' | 'confirmed' | 'done' | 'refused';
  readonly closedAt: string | null;
}
