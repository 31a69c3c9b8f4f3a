import type { KeyedPage } from './console-money.ts';

/** One entry of the audit log as the Audit page shows it. Times are ISO 8601. */
export interface AuditRow {
  /** null: what concerns no single shop. */
  readonly shopId: string | null;
  readonly sequence: number;
  readonly at: string;
  /** `user:<id>`, `source:shopify` and the like, `command line` or `system`; of a shopper's own doing, `shopper:<id>`. */
  readonly actor: string;
  /** The person's name, where the actor is one. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly subjectName: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly hash: string;
}

/** GET /api/audit. */
export type AuditPage = KeyedPage<AuditRow>;

/** How far a chain holds; GET /api/audit/chains. */
export interface AuditChain {
  readonly shopId: string | null;
  readonly verified: number;
  readonly until: string | null;
  readonly hash: string | null;
  readonly fault: { readonly sequence: number; readonly reason: 'changed' | 'missing' | 'cut_off' } | null;
}
