import { type Offer, type OfferKind, offerKinds } from '../offers/offer.ts';
import type { OfferScore } from '../policy/offer-scorer.ts';
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
  noticeIdFor: (kind: OfferKind) => string | null,
  score: (offer: Offer) => OfferScore,
): Candidate[] {
  const notices = new Map(offerKinds.map((kind) => [kind, noticeIdFor(kind)]));
  const letIn = new Set<string>();
  for (const { offerIds } of verdicts) for (const id of offerIds) letIn.add(id);
  const isAdmitted = (offer: Offer) => letIn.has(offer.id) && notices.get(offer.kind) !== null;
  const candidateOf = (offer: Offer): Candidate => ({
    offer,
    rows: verdicts
      .filter(({ offerIds }) => offerIds.includes(offer.id))
      .map(({ rowId, rowNumber, description }) => ({ rowId, rowNumber, description })),
    noticeId: notices.get(offer.kind) ?? null,
  });

  const room = mostCandidates - 1;
  // Kept in order as they come: sorting a thousand to keep nine would be most of a decision's time.
  const best: Ranked[] = [];
  const others: Offer[] = [];
  for (const offer of offers) {
    if (!isAdmitted(offer)) {
      others.push(offer);
      continue;
    }
    const ranked = { offer, score: score(offer).score };
    if (best.length === room && !ahead(ranked, best[room - 1]!)) continue;
    const at = best.findIndex((other) => ahead(ranked, other));
    best.splice(at < 0 ? best.length : at, 0, ranked);
    if (best.length > room) best.pop();
  }
  const admitted = best.map(({ offer }) => offer);
  if (admitted.length === room) return admitted.map(candidateOf);
  others.sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...admitted, ...others].slice(0, room).map(candidateOf);
}

interface Ranked {
  readonly offer: Offer;
  readonly score: number;
}

function ahead(a: Ranked, b: Ranked): boolean {
  return a.score !== b.score ? a.score > b.score : a.offer.id < b.offer.id;
}
