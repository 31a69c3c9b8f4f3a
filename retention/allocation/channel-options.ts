import type { OfferScore } from '../policy/offer-scorer.ts';
import type { AllocationOption } from './allocation-problem.ts';

/** A way to bring an offer to a shopper: the chat, a mail of outreach, an advertisement that is paid by contact. */
export interface ChannelReach {
  readonly channel: string;
  /** Probability that the shopper sees an offer that is sent this way, [0, 1]. */
  readonly reachProbability: number;
  /** What sending costs, seen or not, minor units: postage, the price of a click. */
  readonly contactCents: number;
  /** Place among the budgets of the problem of the one that pays for it: the same for all that share it. */
  readonly budgetAt: number;
  /** Place of the channel's own cap among the budgets; null: it has none. */
  readonly capAt: number | null;
}

export interface ChannelOption extends AllocationOption {
  readonly channel: string;
  readonly offerId: string;
}

/**
 * One shopper's options over offers and channels that share a budget: an offer works when it is seen, a contact costs in
 * any case. Leave a channel out where the shopper has not consented to it, and
 * every channel but the shop's own pages for who is held out.
 * @param budgets how many the problem has.
 */
export function channelOptions(
  offers: readonly (Pick<OfferScore, 'deltaCents' | 'srLossCents' | 'costCents'> & { offerId: string })[],
  channels: readonly ChannelReach[],
  budgets: number,
): ChannelOption[] {
  return channels.flatMap(({ channel, reachProbability, contactCents, budgetAt, capAt }) =>
    offers.map((offer) => {
      const cost = reachProbability * offer.costCents + contactCents;
      return {
        channel,
        offerId: offer.offerId,
        deltaCents: reachProbability * offer.deltaCents - contactCents,
        srLossCents: reachProbability * offer.srLossCents,
        costsCents: Array.from({ length: budgets }, (_, k) => (k === budgetAt || k === capAt ? cost : 0)),
      };
    }),
  );
}
