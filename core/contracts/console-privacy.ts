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

/** What a shopper asked for in the chat and nobody has done yet. */
export interface PrivacyRequest {
  readonly id: string;
  readonly kind: 'export' | 'erasure';
  readonly shopperId: string;
  readonly shopperName: string | null;
  readonly conversationId: string;
  readonly requestedAt: string;
}
