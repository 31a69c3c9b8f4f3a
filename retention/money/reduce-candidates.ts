import type { AccountFacts } from '../facts.ts';
import type { Offer } from '../offers/offer.ts';
import type { ResponsePriors } from '../policy/priors.ts';
import { type BudgetPrices, type ShopAverages, scoreOffer } from '../policy/score-offer.ts';
import type { RuleVerdict } from '../rules/rule-engine.ts';
import type { Candidate } from './money-decision-record.ts';

/** At most this many actions reach a draw, 'nothing' among them. */
export const mostCandidates = 10;

/**
 * Reduces a shop's offers to the candidates of one draw, by facts alone: those that a rule and the place's notice
 * let in come first, by score and then by id; if there is room, the others follow so that the record can say why
 * they were left out. The budget plays no part: it is no fact of the shopper and masks later.
 */
export function reduceCandidates(
  offers: readonly Offer[],
  verdicts: readonly RuleVerdict[],
  noticeIdFor: (offer: Offer) => string | null,
  scoring: { facts: AccountFacts; averages: ShopAverages; prices: BudgetPrices; priors: ResponsePriors },
): Candidate[] {
  const rows = new Map<string, Candidate['rows'][number][]>();
  for (const { rowId, rowNumber, description, offerIds } of verdicts)
    for (const offerId of offerIds) {
      const known = rows.get(offerId);
      if (known) known.push({ rowId, rowNumber, description });
      else rows.set(offerId, [{ rowId, rowNumber, description }]);
    }
  const { facts, averages, prices, priors } = scoring;
  const ranked = offers.map((offer) => {
    const candidate: Candidate = { offer, rows: rows.get(offer.id) ?? [], noticeId: noticeIdFor(offer) };
    const admitted = candidate.rows.length > 0 && candidate.noticeId !== null;
    // Scores of offers that cannot be drawn would only cost time.
    const score = admitted ? scoreOffer(facts, offer, averages, prices, priors).score : 0;
    return { candidate, admitted, score };
  });
  ranked.sort(
    (a, b) =>
      Number(b.admitted) - Number(a.admitted) ||
      b.score - a.score ||
      (a.candidate.offer.id < b.candidate.offer.id ? -1 : 1),
  );
  return ranked.slice(0, mostCandidates - 1).map(({ candidate }) => candidate);
}
