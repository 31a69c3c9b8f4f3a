import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { OutcomeKind } from '../../core/words.ts';
import type { MoneySlice } from '../../retention/money/money-decision-record.ts';

/** An offer given to one shopper, as shoppers and agents see it. */
export interface GrantView {
  readonly id: string;
  readonly decisionId: string | null;
  readonly offerId: string;
  readonly kind: 'percent' | 'free_shipping' | 'perk';
  readonly name: Localised;
  readonly percent: number | null;
  readonly perkPoints: number | null;
  readonly maximumCents: number;
  readonly currency: string;
  readonly code: string;
  readonly state: 'reserved' | 'accepted' | 'redeemed' | 'void' | 'expired';
  readonly expiresAt: Date;
  /** What the law of the shopper's place demands to be said with it; part of the offer. */
  readonly notice: Localised;
}

export interface MoneyDecision {
  readonly decisionId: string;
  readonly slice: MoneySlice;
  readonly action: string;
  /** True when this turn drew it; false when an earlier turn of the period did. */
  readonly drawnNow: boolean;
  readonly grant: GrantView | null;
}

export interface PublicPromotion {
  readonly id: string;
  readonly name: Localised;
  readonly code: string | null;
  readonly percent: number | null;
  readonly freeShipping: boolean;
  readonly minimumCents: number;
  readonly currency: string;
  readonly endsAt: Date | null;
}

/** Money in a turn. It takes no text, sentiment, topic or turn count: same facts, same offer. */
export interface MoneyDesk {
  /** The one draw of the shopper's period, made now if it was not made before. Null: not eligible for any draw (unverified, personalisation refused). */
  decide(
    tx: Transaction,
    request: {
      shopId: string;
      shopperId: string;
      identityVerified: boolean;
      conversationId: string | null;
      sequence: number | null;
      now: Date;
    },
  ): Promise<MoneyDecision | null>;
  /** Grants that can still be used: reserved or accepted, not past their end. */
  liveGrants(tx: Transaction, shopId: string, shopperId: string, now: Date): Promise<readonly GrantView[]>;
  accept(tx: Transaction, shopId: string, grantId: string, shopperId: string, now: Date): Promise<GrantView>;
  /** Voids the reservation; the decision stays as it was drawn. */
  decline(tx: Transaction, shopId: string, grantId: string, shopperId: string, now: Date): Promise<void>;
  publicPromotions(tx: Transaction, shopId: string, now: Date): Promise<readonly PublicPromotion[]>;
  /** One tap: from now on public offers only, outside learning. Idempotent. */
  refusePersonalisation(tx: Transaction, shopId: string, shopperId: string, now: Date): Promise<void>;
}

/** Joins what happened to the decision that caused it; the same outcome twice is one row. */
export interface OutcomeRecorder {
  record(
    tx: Transaction,
    outcome: {
      shopId: string;
      decisionId: string;
      kind: OutcomeKind;
      ref?: string;
      valueCents?: number;
      occurredAt: Date;
    },
  ): Promise<void>;
}
