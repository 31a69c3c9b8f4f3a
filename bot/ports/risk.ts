import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';

/** One reason of a score, in words for agents, with its share of the score's distance from the average (log odds). */
export interface Reason {
  readonly feature: string;
  readonly value: number | null;
  readonly contribution: number;
  readonly text: Localised;
}

/** The two risks, kept apart, and value, at one moment. Probabilities in [0, 1]; amounts in minor units. */
export interface Assessment {
  readonly behaviouralRisk: number | null;
  readonly behaviouralReasons: readonly Reason[];
  readonly fusedRisk: number | null;
  readonly fusedReasons: readonly Reason[];
  readonly clvCents: number;
  readonly srCents: number;
  readonly modelVersion: string;
}

/** What the conversation says, for the fused risk: newest last. */
export interface ConversationSignals {
  readonly sentimentScores: readonly number[];
  readonly topics: readonly string[];
  /** Log odds of leaving by each text; null: not told. */
  readonly leaving: readonly (number | null)[];
}

/** Of somebody who says nothing. */
export const noSignals: ConversationSignals = { sentimentScores: [], topics: [], leaving: [] };

export interface RiskAssessor {
  /** Live account facts, not the period's snapshot: steers tone, skill, priority and handoff, never money. */
  assess(
    tx: Transaction,
    request: { shopId: string; shopperId: string; now: Date; signals: ConversationSignals },
  ): Promise<Assessment>;
}
