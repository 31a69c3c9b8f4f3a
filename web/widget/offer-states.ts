import type { OfferCard } from '../../core/contracts/message.ts';
import type { ShopperAction } from '../../core/contracts/shopper-action.ts';

export type OfferState = OfferCard['state'];

/**
 * What became of each offer in this conversation. A card is stored as it was sent, open; the shopper's own later
 * actions in the transcript say what followed.
 */
export class OfferStates {
  readonly #states = new Map<string, OfferState>();
  readonly #watchers = new Map<string, ((state: OfferState) => void)[]>();

  set(grantId: string, state: OfferState): void {
    if ((this.#states.get(grantId) ?? 'open') === state) return;
    this.#states.set(grantId, state);
    for (const tell of this.#watchers.get(grantId) ?? []) tell(state);
  }

  /** Reads an activity's value; `undone`: the server refused it, the offer is open again. */
  apply(value: unknown, undone = false): void {
    const action = (value ?? {}) as ShopperAction;
    if (action.action === 'offer.accept') this.set(action.grantId, undone ? 'open' : 'accepted');
    if (action.action === 'offer.decline') this.set(action.grantId, undone ? 'open' : 'declined');
  }

  /** Tells the state now and whenever it changes. */
  watch(card: OfferCard, tell: (state: OfferState) => void): void {
    const { grantId } = card;
    this.#watchers.set(grantId, [...(this.#watchers.get(grantId) ?? []), tell]);
    if (card.state !== 'open') this.set(grantId, card.state);
    tell(this.#states.get(grantId) ?? 'open');
  }

  /** The cards are drawn anew. */
  unwatch(): void {
    this.#watchers.clear();
  }
}
