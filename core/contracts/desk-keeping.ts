import type { DeskPerson } from './desk.ts';
import type { RiskReason } from './handoff.ts';

/** Variables of a canned reply, written in braces; those that a conversation has no value for stay and are named. */
export const cannedVariables = [
  'shopper',
  'agent',
  'shop',
  'order',
  'tracking',
  'carrier',
  'promised',
] as const;

/** `GET canned`, `POST canned`, `PUT canned/:id` (with the version seen; 409 `version`; 409 reason `taken`: the shortcut), `DELETE canned/:id`. */
export interface CannedReplies {
  readonly replies: readonly CannedReply[];
}
export interface CannedRequest {
  /** What is typed after "/": letters, digits and dashes. */
  readonly shortcut: string;
  readonly title: string;
  readonly body: { readonly en?: string; readonly zh?: string };
  /** Of `PUT`. */
  readonly version?: number;
}
export interface CannedReply extends CannedRequest {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  /** A name; null: from before that was kept. */
  readonly changedBy: string | null;
}
/** `GET conversations/:id/canned?q=`: filled in for this conversation, in its language where there is one. */
export interface FilledCannedReplies {
  readonly replies: readonly {
    readonly id: string;
    readonly shortcut: string;
    readonly title: string;
    readonly text: string;
    readonly missing: readonly string[];
  }[];
}

export const alertOutcomes = ['won_back', 'contacted', 'no_action', 'lost'] as const;

/** `GET alerts?state=open|closed&after=`; `PATCH alerts/:id` (AlertChange) answers DeskAlert. */
export interface AlertPage {
  readonly alerts: readonly DeskAlert[];
  readonly next: string | null;
}
export interface DeskAlert {
  readonly id: string;
  readonly shopper: { readonly id: string; readonly name: string | null };
  /** A conversation of theirs, when one was open. */
  readonly conversationId: string | null;
  readonly risk: number;
  readonly reasons: readonly RiskReason[];
  readonly clvCents: number;
  readonly owner: DeskPerson | null;
  readonly state: 'open' | 'closed';
  readonly outcome: (typeof alertOutcomes)[number] | null;
  readonly note: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
}
export interface AlertChange {
  readonly ownerId?: string | null;
  /** Closes it. */
  readonly outcome?: (typeof alertOutcomes)[number];
  readonly note?: string;
}
