import type { AspectLabel, Language, SentimentLabel } from '../words.ts';
import type { NamedPerson } from './console-money.ts';
import type { ShareView } from './console-service.ts';
import type { Localised } from './storefront.ts';

/** What the page Reviews shows. Times are ISO 8601, weeks their Monday (yyyy-mm-dd) in the shop's zone. */

export const painPointScopes = ['product', 'category'] as const;
export type PainPointScope = (typeof painPointScopes)[number];

/** What is complained of: an aspect of a product, or of a whole category. */
export interface PainPointKey {
  readonly scope: PainPointScope;
  /** Of the product or the category. */
  readonly scopeId: string;
  readonly aspect: AspectLabel;
}

/** Four weeks. */
export interface PeriodShare extends ShareView {
  /** Its first Monday. */
  readonly from: string;
}

/** A share that went up: found at a closed week by a test whose false-alarm rate is that of the week. */
export interface ReviewAlarm {
  readonly week: string;
  /** First week of the higher share. */
  readonly since: string;
  readonly before: ShareView;
  readonly after: ShareView;
  /** After adjustment over all that was tested that week. */
  readonly pValue: number;
}

export const caseStates = ['open', 'acting', 'done', 'dropped'] as const;
export type PainPointCaseState = (typeof caseStates)[number];

/** The newest case of a pain point, in short. */
export interface CaseNote {
  readonly id: string;
  readonly state: PainPointCaseState;
}

export interface PainPoint extends PainPointKey {
  readonly name: Localised;
  /** Negative, of the reviews that speak of the aspect; Wilson interval. */
  readonly negative: ShareView;
  /** The same drawn towards the other products as far as there are few reviews (beta-binomial); the order of the list. */
  readonly shrunk: { readonly estimate: number; readonly low: number; readonly high: number };
  /** The last twelve weeks, oldest first: how many negative of how many. */
  readonly weeks: readonly { readonly week: string; readonly count: number; readonly of: number }[];
  /** Of the last twelve weeks. */
  readonly alarm: ReviewAlarm | null;
  readonly case: CaseNote | null;
}

/** GET .../reviews. */
export interface ReviewsPage {
  readonly days: number;
  /** When the reviews were last read; null: never. */
  readonly readAt: string | null;
  readonly modelVersion: string | null;
  /** Written in these days, and how many of them the models have not read yet. */
  readonly reviews: number;
  readonly unread: number;
  readonly sentiments: Readonly<Record<SentimentLabel, number>>;
  readonly aspects: readonly {
    readonly aspect: AspectLabel;
    readonly negative: ShareView;
    readonly positive: number;
  }[];
  readonly painPoints: readonly PainPoint[];
  /** Alarms of products that the list above leaves out count too. */
  readonly alarms: number;
  readonly falseAlarmRate: number;
  readonly categories: readonly { readonly id: string; readonly name: Localised }[];
  /** Those with reviews, by name. */
  readonly products: readonly { readonly id: string; readonly category: string; readonly name: Localised }[];
  /** A run can be asked for here. */
  readonly canRun: boolean;
}

/** GET .../reviews/pain-point: one in full. */
export interface PainPointView extends PainPointKey {
  readonly name: Localised;
  readonly negative: ShareView;
  /** A year, oldest first; without those in which nobody spoke of it. */
  readonly periods: readonly PeriodShare[];
  readonly phrases: readonly { readonly phrase: string; readonly reviews: number }[];
  /** Of size and fit: what the unhappy say. */
  readonly size: { readonly small: number; readonly large: number } | null;
  readonly alarms: readonly ReviewAlarm[];
  readonly cases: readonly PainPointCase[];
}

/** What somebody does about a pain point, and what came of it. */
export interface PainPointCase extends PainPointKey {
  readonly id: string;
  readonly name: Localised;
  readonly owner: NamedPerson | null;
  readonly action: string;
  /** yyyy-mm-dd; before and after are told apart by it. */
  readonly actedOn: string | null;
  readonly state: PainPointCaseState;
  readonly version: number;
  readonly createdAt: string;
  readonly effect: CaseEffect | null;
}

/** Negative share in the weeks before the action and since; no proof that the action did it. */
export interface CaseEffect {
  readonly before: ShareView;
  readonly after: ShareView;
  /** After less before, Newcombe's interval; null: nothing on one side yet. */
  readonly change: { readonly estimate: number; readonly low: number; readonly high: number } | null;
}

/** Body of POST and PUT .../reviews/cases. */
export interface CaseChange {
  readonly ownerId: string | null;
  readonly action: string;
  readonly actedOn: string | null;
  readonly state: PainPointCaseState;
}

/** GET .../reviews/cases. */
export interface CasesPage {
  readonly rows: readonly PainPointCase[];
  /** Who may own one. */
  readonly people: readonly NamedPerson[];
}

/** One review of GET .../reviews/list, newest first. */
export interface ReviewRow {
  readonly id: string;
  readonly productId: string;
  readonly product: Localised;
  readonly language: Language | string;
  readonly rating: number | null;
  readonly writtenAt: string;
  readonly body: string;
  readonly sentiment: SentimentLabel | null;
  readonly opinions: readonly {
    readonly aspect: AspectLabel;
    readonly sentiment: SentimentLabel;
    readonly start: number;
    readonly end: number;
  }[];
}
