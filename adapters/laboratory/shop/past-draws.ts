import { idOfName } from '../../../core/ids.ts';
import { drawHoldout, type HoldoutAssignment } from '../../../retention/experiments/holdout.ts';
import type { AccountFacts } from '../../../retention/facts.ts';
import type { Campaign, CampaignDraw } from '../../../retention/laboratory/campaign.ts';
import { mayGet } from '../../../retention/laboratory/campaign.ts';
import { laboratoryActions, laboratoryOffers } from '../../../retention/laboratory/laboratory-offer.ts';
import type { LatentShopper } from '../../../retention/laboratory/latent-shopper.ts';
import type { Life } from '../../../retention/laboratory/life.ts';
import { nature } from '../../../retention/laboratory/world.ts';
import { drawMoney, seedOf } from '../../../retention/money/draw-money.ts';
import type { BudgetState, DrawChoice, DrawInputs } from '../../../retention/money/money-decision-record.ts';
import { defaultMoneySettings } from '../../../retention/money/money-settings.ts';
import { type Period, periodOf } from '../../../retention/money/period.ts';
import { noticeFor } from '../../../retention/notices/notice-for.ts';
import { noticeTableVersion } from '../../../retention/notices/notice-table.ts';
import type { Offer } from '../../../retention/offers/offer.ts';
import { policies } from '../../../retention/policy/policies.ts';
import { defaultPriors } from '../../../retention/policy/priors.ts';
import { eligibilityRules } from '../../../retention/rules/default-rules.ts';

const dayMs = 86_400_000;
const periods = 12;

export const campaignBudget = 'past-campaign';

/** The row of the eligibility table under which the campaign ran: everybody may get every percentage. */
export const campaignRow = {
  rowId: 'campaign',
  rowNumber: 1,
  description: 'The past campaign drew for everybody',
} as const;

/** What the campaign gave: the shop's percentages, open until their period ends. */
export const campaignOffers: readonly Offer[] = laboratoryOffers.flatMap((offer) =>
  offer ? [{ ...offer, validityDays: nature.periodDays }] : [],
);

/** One draw of the campaign, before it is known what the budget and the shop's averages were. */
export interface PastDraw {
  readonly shopper: LatentShopper;
  readonly shopperId: string;
  /** Laboratory day on which its period begins. */
  readonly day: number;
  readonly period: Period;
  readonly holdout: boolean;
  readonly choice: DrawChoice;
}

/** What stood in the shop when a draw was made. None of it can change a uniform draw. */
export interface DrawSurroundings {
  readonly snapshotId: string;
  readonly facts: AccountFacts;
  readonly averages: DrawInputs['averages'];
  readonly budget: BudgetState;
  readonly rulesVersion: number;
}

/**
 * A campaign that ran as the shop itself draws: over its own periods until the current one, by `drawMoney`, every draw
 * uniform over what was open, with the shop's holdout. So its records replay like any other.
 */
export class PastDraws implements Campaign {
  readonly days: readonly number[];
  /** By shopper and then in order of time. */
  readonly draws: PastDraw[] = [];
  readonly holdouts = new Map<string, HoldoutAssignment & { at: Date }>();
  readonly #shopId: string;
  readonly #periods = new Map<number, Period>();

  /** @param dayZero the moment of laboratory day 0, a midnight in UTC. */
  constructor(shopId: string, dayZero: Date) {
    this.#shopId = shopId;
    let { start } = periodOf(dayZero, 'UTC');
    for (let i = 0; i < periods; i++) {
      const period = periodOf(new Date(start.getTime() - 1), 'UTC');
      ({ start } = period);
      this.#periods.set((start.getTime() - dayZero.getTime()) / dayMs, period);
    }
    this.days = [...this.#periods.keys()].sort((a, b) => a - b);
  }

  drawerOf(shopper: LatentShopper): (life: Life, day: number) => CampaignDraw | null {
    const shopperId = shopperIdOf(this.#shopId, shopper);
    return (life, day) => {
      if (!mayGet(life, day)) return null;
      const period = this.#periods.get(day)!;
      const holdout = this.#holdoutOf(shopperId, period.start);
      const draw = { shopper, shopperId, day, period, holdout };
      const choice = drawMoney(
        drawInputsOf(this.#shopId, draw, {
          snapshotId: '',
          facts: life.account.factsAt(day),
          averages: { meanOrderCents: 5_000, meanShippingCents: 0, marginRate: nature.marginRate },
          budget: {
            id: campaignBudget,
            limitCents: Number.MAX_SAFE_INTEGER,
            reservedCents: 0,
            spentCents: 0,
            open: true,
          },
          rulesVersion: 0,
        }),
      );
      this.draws.push({ ...draw, choice });
      const chances = new Map(choice.actions.map(({ offerId, probability }) => [offerId, probability]));
      return {
        action: laboratoryActions.indexOf(choice.action),
        propensities: laboratoryActions.map((action) => chances.get(action)!),
      };
    };
  }

  #holdoutOf(shopperId: string, now: Date): boolean {
    let drawn = this.holdouts.get(shopperId);
    if (!drawn || drawn.until <= now) {
      const share = defaultMoneySettings.holdoutShare;
      drawn = { ...drawHoldout({ shopId: this.#shopId, shopperId, share, now }), at: now };
      this.holdouts.set(shopperId, drawn);
    }
    return drawn.arm === 'holdout';
  }
}

/** As imports name a shopper whom a file names. */
export function shopperIdOf(shopId: string, { id }: LatentShopper): string {
  return idOfName(shopId, 'shopper', id);
}

/** What the draw read; the same inputs give its choice again. */
export function drawInputsOf(
  shopId: string,
  { shopper, shopperId, period, holdout }: Omit<PastDraw, 'choice'>,
  { snapshotId, facts, averages, budget, rulesVersion }: DrawSurroundings,
): DrawInputs {
  const { holdoutShare, floor, lambda } = defaultMoneySettings;
  const policy = policies[defaultMoneySettings.defaultPolicy];
  const start = period.start.toISOString();
  return {
    shopId,
    shopperId,
    period: { start, end: period.end.toISOString() },
    seed: seedOf(shopId, shopperId, start),
    snapshotId,
    facts,
    offersConsidered: campaignOffers.length,
    candidates: campaignOffers.map((offer) => ({
      offer,
      rows: [campaignRow],
      noticeId: noticeFor({ country: shopper.country, region: null }, offer.kind)?.id ?? null,
    })),
    assignment: { holdout, holdoutShare, experimentId: null, arm: null, armShare: null },
    policy: { id: policy.id, version: policy.version, priors: defaultPriors.version },
    rules: { id: eligibilityRules, version: rulesVersion },
    noticeTable: noticeTableVersion,
    prices: { lambda, mu: 0.1 },
    averages,
    budget,
    shares: { uniform: 1, floor, explore: 0 },
  };
}
