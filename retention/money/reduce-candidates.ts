import { type Offer, type OfferKind, offerKinds } from '../offers/offer.ts';
import type { OfferCatalogue } from '../offers/offer-catalogue.ts';
import type { RuleVerdict } from '../rules/rule-engine.ts';
import type { Candidate } from './money-decision-record.ts';

/** At most this many actions reach a draw, 'nothing' among them. */
export const mostCandidates = 10;

/**
 * Reduces a shop's offers to the candidates of one draw, by facts alone: those that a rule and the place's notice
 * let in come first, by score and then by id; if there is room, the others follow by id so that the record can say
 * why they were left out. The budget plays no part: it is no fact of the shopper and masks later.
 */
export function reduceCandidates(
  catalogue: OfferCatalogue,
  verdicts: readonly RuleVerdict[],
  noticeIdFor: (kind: OfferKind) => string | null,
  scoreOf: (offer: Offer) => number,
): Candidate[] {
  const { offers } = catalogue;
  const notices = new Map(offerKinds.map((kind) => [kind, noticeIdFor(kind)]));
  const admitted = new Uint8Array(offers.length);
  const room = mostCandidates - 1;
  // Kept in order as they come: sorting a thousand to keep nine would be most of a decision's time.
  const best: Offer[] = [];
  const scores: number[] = [];
  const consider = (id: string) => {
    const place = catalogue.placeOf(id);
    if (place === undefined || admitted[place] === 1) return;
    const offer = offers[place]!;
    if (notices.get(offer.kind) === null) return;
    admitted[place] = 1;
    const score = scoreOf(offer);
    let at = best.length;
    while (at > 0 && ahead(score, offer, scores[at - 1]!, best[at - 1]!)) at--;
    if (at === room) return;
    best.splice(at, 0, offer);
    scores.splice(at, 0, score);
    best.length = scores.length = Math.min(best.length, room);
  };
  for (const { offerIds } of verdicts) for (const id of offerIds) consider(id);

  for (let place = 0; best.length < room && place < offers.length; place++)
    if (admitted[place] === 0) best.push(offers[place]!);
  return best.map((offer) => ({
    offer,
    rows: verdicts
      .filter(({ offerIds }) => offerIds.includes(offer.id))
      .map(({ rowId, rowNumber, description }) => ({ rowId, rowNumber, description })),
    noticeId: notices.get(offer.kind) ?? null,
  }));
}

function ahead(score: number, offer: Offer, otherScore: number, other: Offer): boolean {
  return score !== otherScore ? score > otherScore : offer.id < other.id;
}
