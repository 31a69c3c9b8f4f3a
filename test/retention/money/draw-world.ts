import fc from 'fast-check';
import type { AccountFacts } from '../../../retention/facts.ts';
import { seedOf } from '../../../retention/money/draw-money.ts';
import type { DrawInputs } from '../../../retention/money/money-decision-record.ts';
import { defaultOffers } from '../../../retention/offers/default-offers.ts';
import { policies } from '../../../retention/policy/policies.ts';
import { policyIds } from '../../../retention/policy/policy.ts';

export const someFacts: AccountFacts = {
  version: 1,
  asOf: '2026-11-03T00:00:00.000Z',
  country: 'DE',
  region: null,
  currency: 'EUR',
  accountAgeDays: 400,
  orderCount: 4,
  frequency: 3,
  recencyDays: 90,
  tenureDays: 240,
  daysSinceLastOrder: 150,
  usualGapDays: 30,
  clvCents: 32_000,
  srCents: 16_667,
  spendYearCents: 32_000,
  meanOrderCents: 8_000,
  marginCents: 16_000,
  marginRate: 0.5,
  meanShippingCents: 499,
  discountShare: 0,
  returnedShare: 0,
  returnCount: 0,
  visits30: 2,
  cartAdds30: 0,
  offersGranted: 0,
  offersRedeemed: 0,
  loyaltyPoints: 100,
  churnRisk: 0.6,
  churnModel: 'test',
};

/** Inputs in which every default offer is eligible. */
export function someInputs(changes: Partial<DrawInputs> = {}): DrawInputs {
  const start = '2026-11-03T00:00:00.000Z';
  return {
    shopId: 'shop',
    shopperId: 'shopper',
    period: { start, end: '2026-12-03T00:00:00.000Z' },
    seed: seedOf('shop', 'shopper', start),
    snapshotId: 'snapshot',
    facts: someFacts,
    offersConsidered: defaultOffers.length,
    candidates: defaultOffers.map((offer, i) => ({
      offer,
      rows: [{ rowId: `r${i}`, rowNumber: i + 1, description: 'a reason' }],
      noticeId: 'eu',
    })),
    assignment: { holdout: false, holdoutShare: 0.05, experimentId: 'e', arm: 'a', armShare: 0.5 },
    policy: { id: 'value-weighted', version: policies['value-weighted'].version, priors: 'priors-1' },
    rules: { id: 'eligibility', version: 1 },
    noticeTable: 'notices-1',
    prices: { lambda: 0.1, mu: 0.1 },
    averages: { meanOrderCents: 6_000, meanShippingCents: 499, marginRate: 0.4 },
    budget: { id: 'main', limitCents: 500_000, reservedCents: 0, spentCents: 0, open: true },
    shares: { uniform: 0.05, floor: 0.02 },
    ...changes,
  };
}

export const anyFacts: fc.Arbitrary<AccountFacts> = fc
  .record({
    churnRisk: fc.double({ min: 0, max: 1, noNaN: true }),
    orderCount: fc.integer({ min: 0, max: 60 }),
    meanOrderCents: fc.option(fc.integer({ min: 0, max: 200_000 })),
    meanShippingCents: fc.option(fc.integer({ min: 0, max: 3_000 })),
    marginRate: fc.double({ min: 0, max: 1, noNaN: true }),
    discountShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((changes) => ({ ...someFacts, ...changes }));

export const anyInputs: fc.Arbitrary<DrawInputs> = fc
  .record({
    facts: anyFacts,
    seed: fc.string(),
    holdout: fc.boolean(),
    policyId: fc.constantFrom(...policyIds),
    eligible: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    noticed: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    leftCents: fc.integer({ min: 0, max: 4_000 }),
    open: fc.boolean(),
    lambda: fc.double({ min: 0, max: 2, noNaN: true }),
    mu: fc.double({ min: 0, max: 2, noNaN: true }),
    uniform: fc.double({ min: 0, max: 0.5, noNaN: true }),
    gains: fc.option(
      fc.dictionary(
        fc.constantFrom('nothing', ...defaultOffers.map(({ id }) => id)),
        fc.double({ min: -2_000, max: 2_000, noNaN: true }),
      ),
    ),
    floor: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  })
  .map((any) => {
    const inputs = someInputs();
    return {
      ...inputs,
      facts: any.facts,
      seed: any.seed,
      assignment: { ...inputs.assignment, holdout: any.holdout },
      policy: { ...inputs.policy, id: any.policyId, version: policies[any.policyId].version },
      candidates: inputs.candidates.map((candidate, i) => ({
        ...candidate,
        rows: any.eligible[i] ? candidate.rows : [],
        noticeId: any.noticed[i] ? candidate.noticeId : null,
      })),
      budget: {
        id: 'main',
        limitCents: 10_000,
        reservedCents: 10_000 - any.leftCents,
        spentCents: 0,
        open: any.open,
      },
      prices: { lambda: any.lambda, mu: any.mu },
      shares: { uniform: any.uniform, floor: any.floor },
      ...(any.gains && { chooser: { version: 1, gains: any.gains } }),
    };
  });
