/** A customer as any source tells them; null: the source does not say. */
export interface SourceShopper {
  readonly externalId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly region: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly points: number | null;
  /** Whether they want e-mails with offers. */
  readonly emailConsent: boolean | null;
}
