import type { Localised } from '../localised.ts';
import type { Language } from '../words.ts';

export interface RiskReason {
  readonly feature: string;
  readonly value: number | null;
  /** Log odds; positive: towards leaving. */
  readonly contribution: number;
  readonly text: Localised;
}

/**
 * `value` of the `handoff.initiate` event (Bot Framework handoff protocol) that is delivered to the desk. Texts are
 * redacted. The event's attachment "Transcript" holds the messages as Bot Framework activities.
 */
export interface HandoffValue {
  readonly handoffId: string;
  readonly conversationId: string;
  readonly channel: string;
  readonly reason: string;
  /** 0..1. */
  readonly priority: number;
  readonly topic: string | null;
  readonly language: Language | null;
  readonly summary: Localised;
  readonly transcript: readonly HandoffMessage[];
  /** Positive minus negative probability of each message of the shopper, oldest first, -1..1. */
  readonly sentiment: readonly { readonly sequence: number; readonly score: number }[];
  readonly behaviouralRisk: number | null;
  readonly behaviouralReasons: readonly RiskReason[];
  readonly fusedRisk: number | null;
  readonly fusedReasons: readonly RiskReason[];
  readonly clvCents: number | null;
  readonly srCents: number | null;
  readonly currency: string;
  readonly identityVerified: boolean;
  readonly orderNumber: string | null;
  /** What money decisions in this conversation offered, and what became of it. */
  readonly offered: readonly {
    readonly decisionId: string;
    readonly action: string;
    readonly slice: string;
    readonly grantId: string | null;
    readonly state: string | null;
  }[];
}

export interface HandoffMessage {
  readonly sequence: number;
  readonly role: 'shopper' | 'bot' | 'agent' | 'system';
  readonly text: string;
  readonly at: string;
}

/** `value` of the `handoff.status` event that the desk sends back; `state` is the protocol's, the rest is ours. */
export interface HandoffStatusValue {
  readonly state: 'accepted' | 'failed' | 'completed';
  readonly handoffId: string;
  /**
   * took: an agent took it from the queue, or over from the bot. assigned: it went to another agent.
   * unassigned, vanished: back to the queue. given_back, resolved: closed.
   */
  readonly because: 'took' | 'assigned' | 'unassigned' | 'vanished' | 'given_back' | 'resolved';
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly message?: string;
}
