/**
 * What is believed of offers before this shop has data of its own. Every number says where it comes from; the ones
 * marked "assumption" are round, cautious, and the first that the uniform slice will correct.
 */
export interface ResponsePriors {
  readonly version: string;
  /** Percent more purchases per percent of price taken off, over the window. */
  readonly elasticity: number;
  /** Multiplies the elasticity by churn-risk band: who can be moved at all. Upper bounds of risk, ascending. */
  readonly persuadability: readonly { readonly riskBelow: number; readonly factor: number }[];
  /** Share of those who would have bought anyway that use the offer: the subsidy. */
  readonly subsidisedShare: number;
  /** Weight of a point's nominal worth against money in hand. */
  readonly perkWeight: number;
  /** Share of the added purchases that are taken from the two months after the window. */
  readonly pulledForwardShare: number;
  /** Length of the window in days: the period. */
  readonly windowDays: number;
  /** Horizon of SR90 and of the risk that scores start from, in days. */
  readonly horizonDays: number;
}

export const defaultPriors: ResponsePriors = {
  version: 'priors-1',
  // Mean price elasticity over 1,851 published estimates is -2.62 (Bijmolt, van Heerde and Pieters 2005, Journal of
  // Marketing Research 42, 141-156). Those are of brands on a shelf; four fifths of it for a shop's own code is an
  // assumption.
  elasticity: 2.1,
  // Assumption, after the uplift literature's four quadrants (Ascarza 2018, JMR 55, 80-98: the riskiest shoppers are
  // not the most responsive): those who come anyway move least, lost ones little.
  persuadability: [
    { riskBelow: 0.3, factor: 0.5 },
    { riskBelow: 0.75, factor: 1.4 },
    { riskBelow: Number.POSITIVE_INFINITY, factor: 1 },
  ],
  // Assumption: a personal code in a chat is used by a bit over half of those who buy anyway.
  subsidisedShare: 0.55,
  // Assumption: points spendable later move people half as much as money now.
  perkWeight: 0.5,
  // Van Heerde, Leeflang and Wittink 2004 (Marketing Science 23, 317-334) find about a third from other periods.
  pulledForwardShare: 1 / 3,
  windowDays: 30,
  horizonDays: 90,
};
