export const worldNames = [
  'heterogeneous',
  'zero-effect',
  'pulled-forward',
  'offer-fatigue',
  'churn-score-is-right',
] as const;
export type WorldName = (typeof worldNames)[number];

/** What is true of offers in one world. Everything else (buying, leaving, parcels, prices) is the same in all. */
export interface World {
  readonly name: WorldName;
  /** One sentence for whoever reads the table. */
  readonly about: string;
  /** Where a shopper's elasticity comes from: their own sensitivity, nowhere, or the churn score of the moment. */
  readonly response: 'sensitivity' | 'none' | 'churn-score';
  /** Of the purchases that an offer brings, the share that the shopper then leaves out later. */
  readonly pulledForwardShare: number;
  /** Fatigue that one personal offer adds; it halves the response at ln 2 and takes from the base rate as well. */
  readonly fatiguePerOffer: number;
}

export const worlds: Readonly<Record<WorldName, World>> = {
  heterogeneous: {
    name: 'heterogeneous',
    about: 'A third of the shoppers buy much more often under an offer, the others hardly',
    response: 'sensitivity',
    pulledForwardShare: 0,
    fatiguePerOffer: 0,
  },
  'zero-effect': {
    name: 'zero-effect',
    about: 'Offers move nobody: each one redeemed is money given away',
    response: 'none',
    pulledForwardShare: 0,
    fatiguePerOffer: 0,
  },
  'pulled-forward': {
    name: 'pulled-forward',
    about: 'As heterogeneous, but each purchase that an offer brings is left out later',
    response: 'sensitivity',
    pulledForwardShare: 1,
    fatiguePerOffer: 0,
  },
  'offer-fatigue': {
    name: 'offer-fatigue',
    about: 'As heterogeneous, but every offer dulls the next ones and lowers what is bought without one',
    response: 'sensitivity',
    pulledForwardShare: 0,
    fatiguePerOffer: 0.25,
  },
  'churn-score-is-right': {
    name: 'churn-score-is-right',
    about:
      'Whoever the churn score calls at risk is moved by 10 % off, and nobody else is: its rule is optimal',
    response: 'churn-score',
    pulledForwardShare: 0,
    fatiguePerOffer: 0,
  },
};

/** Above this churn score (`priorChurnRisk`) the churn-score rule gives its discount, in every world. */
export const churnScoreThreshold = 0.5;

/** The constants of buying and leaving that all worlds share. Days are 24 hours; money is minor units. */
export const nature = {
  /** Days of history before day 0, on which policies begin. */
  pastDays: 540,
  /** Length of a period of the money policy. */
  periodDays: 30,
  /** Share of a basket that is left after unit cost, before discounts. */
  marginRate: 0.36,
  /** Elasticity of a wholly sensitive shopper: log of the rate's multiplier per unit of discount felt. */
  elasticityAtMost: 22,
  /** No offer multiplies a rate by more. */
  multiplierAtMost: 6,
  /** Share of open offers that are remembered at the till. */
  useShare: 0.92,
  /** Public sales: ten days of every ninety, 10 % off for everybody. */
  sale: { everyDays: 90, days: 10, percent: 10 },
  /** Public codes: a welcome code at the first order, later ones found by those who look; the chance is a shopper's sensitivity times this. */
  publicCode: { percent: 10, firstOrder: 0.95, laterOrder: 0.85 },
  /** Parcels that come late or with a fault, and the grudge that each leaves. */
  late: { share: 0.1, grudge: 0.9 },
  fault: { share: 0.04, grudge: 1.4, refundedShare: 0.4 },
  grudgeHalfLifeDays: 40,
  /** Leaving hazard a day = own hazard * exp(this * grudge). */
  grudgeHazard: 1.2,
  /** Share of the candidate moments without a purchase that are seen as visits. */
  visitShare: 0.35,
  fatigueHalfLifeDays: 120,
  /** Share of the base rate lost per unit of fatigue, at most half of it. */
  fatigueRateLoss: 0.08,
  /** Elasticity of purchases to the shop's price level. */
  priceElasticity: 1.4,
} as const;
