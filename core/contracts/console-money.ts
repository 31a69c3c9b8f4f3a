import type { Language, Localised } from './storefront.ts';

/** What the console's money pages and the server exchange. Amounts are minor units; times are ISO 8601. */

/** One page of a list: `next` goes into the query as `after`; null: that was the last one. */
export interface KeyedPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** Which page of a list is asked for. */
export interface PageRequest {
  /** `next` of the page before; left out: the first page. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

export type ApprovalKind = 'budget.raise' | 'offer.raise' | 'rules.publish' | 'epsilon.raise';
export type ApprovalState = 'open' | 'approved' | 'refused' | 'withdrawn' | 'void';

/** A change that gives more money and waits for, or got, the word of a second person. */
export interface Approval {
  readonly id: string;
  readonly kind: ApprovalKind;
  /** budget:ID, offer:ID, rules:ID or money:epsilon. */
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly state: ApprovalState;
  readonly requestedBy: NamedPerson;
  readonly requestedAt: string;
  readonly decidedBy: NamedPerson | null;
  readonly decidedAt: string | null;
  /** False for who asked: a second person it must be. */
  readonly mayDecide: boolean;
}

/** What came of a write that may need a second person: done at once, or asked for. */
export type ChangeResult =
  | { readonly state: 'done' }
  | { readonly state: 'asked'; readonly approval: Approval };

export interface BudgetView {
  readonly id: string;
  readonly name: Localised;
  readonly limitCents: number;
  readonly reservedCents: number;
  readonly spentCents: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** To be sent with a change of the limit. */
  readonly version: number;
  /** Share of the money used (reserved counts by `expectedRedemption`) over share of the time passed; null before it began. */
  readonly pace: number | null;
  /** Share of reservations of this budget that ended as redeemed, and out of how many; null below 20. */
  readonly expectedRedemption: number | null;
  /** When the money ends at this pace; null: not before the budget does. */
  readonly runsOutAt: string | null;
  /** False: counters and ledger differ, nobody may raise it. */
  readonly ledgerAgrees: boolean;
  readonly openApproval: Approval | null;
}

export interface BudgetDay {
  /** In the shop's zone, yyyy-mm-dd. */
  readonly day: string;
  /** At the end of that day. */
  readonly spentCents: number;
  readonly reservedCents: number;
}

export interface LedgerLine {
  readonly transactionId: string;
  readonly at: string;
  readonly kind: 'reserve' | 'redeem' | 'void' | 'expire' | 'reverse';
  readonly grantId: string;
  readonly offerName: Localised;
  readonly shopperName: string | null;
  /** What became free (+) or was taken (-) by it, and what was free after it, reckoned with today's limit. */
  readonly amountCents: number;
  readonly freeCents: number;
}

export interface GrantDetail {
  readonly id: string;
  readonly offerId: string;
  readonly offerName: Localised;
  readonly code: string;
  readonly state: string;
  readonly shopperName: string | null;
  readonly shopperExternalId: string | null;
  readonly budgetId: string;
  readonly reservedCents: number;
  readonly redeemedCents: number | null;
  readonly orderNumber: string | null;
  readonly decisionId: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ledger: readonly LedgerLine[];
}

export interface OfferView {
  readonly id: string;
  readonly kind: 'percent' | 'free_shipping' | 'perk';
  readonly name: Localised;
  readonly percent: number | null;
  readonly perkPoints: number | null;
  readonly maximumCents: number;
  readonly validityDays: number;
  readonly active: boolean;
  readonly version: number;
  readonly granted30: number;
  readonly redeemed30: number;
  readonly openApproval: Approval | null;
}

export interface RuleColumn {
  readonly id: string;
  readonly name: string;
  readonly field: string;
}

/** The decision table as the editor shows it; the server keeps it as JDM. */
export interface RuleTable {
  readonly hitPolicy: 'first' | 'collect';
  readonly inputs: readonly RuleColumn[];
  readonly rows: readonly RuleTableRow[];
}

export interface RuleTableRow {
  readonly id: string;
  readonly description: string;
  /** Condition by column id; '' matches everybody. */
  readonly cells: Readonly<Record<string, string>>;
  readonly offerIds: readonly string[];
}

export interface RuleProblemView {
  readonly severity: 'error' | 'warning';
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
  /** On a warning that the row can never decide: which row matches whenever it does. */
  readonly shadowedBy?: number;
}

/** `details.theirs` of a 409: what somebody else wrote into the draft; null: it was published or discarded. */
export interface DraftConflict {
  readonly revision: number;
  readonly editedBy: string | null;
  readonly table: RuleTable;
}

export interface RuleCaseView {
  readonly id: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, number>>;
  readonly expected: readonly string[];
  /** What the draft, or the live table where there is none, answers; null: it cannot be evaluated. */
  readonly got: readonly string[] | null;
  readonly holds: boolean;
}

export interface RuleVersionView {
  readonly version: number;
  readonly state: 'draft' | 'live' | 'retired';
  readonly at: string;
  readonly by: string | null;
}

export interface RulesPage {
  readonly live: { readonly version: number; readonly table: RuleTable } | null;
  readonly draft: {
    readonly version: number;
    readonly basedOn: number | null;
    readonly revision: number;
    readonly editedBy: string | null;
    readonly editedAt: string;
    readonly table: RuleTable;
    readonly problems: readonly RuleProblemView[];
    /** Rows that may give more than the live table: publishing takes a second person. */
    readonly widenings: readonly { readonly row: number; readonly offerIds: readonly string[] }[];
    /** The live table was changed by somebody after this draft began. */
    readonly stale: boolean;
  } | null;
  readonly cases: readonly RuleCaseView[];
  readonly versions: readonly RuleVersionView[];
  readonly fields: readonly { readonly name: string; readonly meaning: string }[];
  readonly offers: readonly { readonly id: string; readonly name: Localised; readonly active: boolean }[];
  /** Draws of the last 30 days in which a row of the live version let an offer in, by row id. */
  readonly hits30: Readonly<Record<string, number>>;
  readonly openApproval: Approval | null;
}

export interface DecisionRow {
  readonly id: string;
  readonly at: string;
  readonly kind: 'money' | 'recommendation';
  readonly shopperName: string | null;
  readonly shopperExternalId: string | null;
  readonly conversationId: string | null;
  readonly periodStart: string | null;
  readonly experimentId: string | null;
  readonly arm: string | null;
  readonly slice: string;
  readonly action: string;
  readonly propensity: number;
}

export interface DecisionDetail extends DecisionRow {
  readonly policyVersion: string;
  /** `mainstay why` in words, a sentence a line, in the language asked for. */
  readonly why: readonly string[];
  readonly language: Language;
  /** What could be drawn, with its numbers; money decisions only. */
  readonly actions: readonly {
    readonly offerId: string;
    readonly name: Localised | null;
    readonly masks: readonly string[];
    readonly scoreCents: number;
    readonly deltaCents: number;
    readonly srLossCents: number;
    readonly costCents: number;
    readonly probability: number;
    readonly rows: readonly { readonly rowNumber: number; readonly description: string }[];
  }[];
  readonly rules: { readonly id: string; readonly version: number } | null;
  readonly seed: string | null;
  /** The record less its choice was drawn again just now: did the same come out? null: no money decision. */
  readonly replaysSame: boolean | null;
  readonly grant: { readonly id: string; readonly code: string; readonly state: string } | null;
  readonly outcomes: readonly {
    readonly kind: string;
    readonly ref: string;
    readonly at: string;
    readonly valueCents: number | null;
  }[];
}

/** Messages of the bot's own accord, read as an experiment: by the arm that was assigned, whatever was sent. */
export interface OutreachExperimentView {
  readonly running: boolean;
  /** When the first shopper was chosen; null: nobody was yet. */
  readonly since: string | null;
  readonly arms: readonly {
    readonly key: 'contact' | 'control';
    /** The share that was planned, over the times at which its shoppers were chosen. */
    readonly weight: number;
    readonly shoppers: number;
    /** How often, over all of them. */
    readonly chosen: number;
    readonly messages: number;
    readonly mails: number;
    /** Who withdrew a consent to be written to since. */
    readonly withdrew: number;
  }[];
  readonly sampleRatio: ExperimentView['sampleRatio'];
}

export interface ExperimentView {
  readonly id: string;
  readonly name: Localised;
  readonly state: 'draft' | 'running' | 'stopped';
  readonly coverage: number;
  readonly startedAt: string | null;
  readonly stoppedAt: string | null;
  readonly arms: readonly {
    readonly key: string;
    readonly weight: number;
    readonly policy: string;
    readonly budgetId: string;
    readonly shoppers: number;
    readonly draws: number;
    readonly grants: number;
    readonly redeemed: number;
    readonly spentCents: number;
  }[];
  /** Shoppers whose identities were merged across arms. */
  readonly crossed: number;
  /** Do the arms have the shares they should? null: nobody is assigned yet. */
  readonly sampleRatio: {
    readonly chiSquare: number;
    readonly degreesOfFreedom: number;
    readonly pValue: number;
    /** False below p = 0.001: results must not be read. */
    readonly asPlanned: boolean;
  } | null;
  readonly holdout: { readonly shoppers: number; readonly share: number };
}
