import type { OutcomeEvent, ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Language } from '../../core/words.ts';
import type { OfferStates } from './offer-states.ts';
import type { Wording } from './wording.ts';

/** What the parts of the view need to draw themselves and to act. */
export interface ViewContext {
  readonly language: Language;
  readonly words: Wording;
  /** Base of the server's relative addresses. */
  readonly origin: string;
  readonly offers: OfferStates;
  say(text: string): void;
  act(action: ShopperAction | object): void;
  upload(file: File): void;
  retry(id: string): void;
  report(event: OutcomeEvent): void;
  /** Reports 'shown' once the element has been seen. */
  watchShown(element: Element, decisionId: string, ref: string): void;
  /** Says something to screen readers that is seen elsewhere on the screen. */
  announce(text: string): void;
  /** The shopper follows a link to a page of the shop. */
  leaving(): void;
}
