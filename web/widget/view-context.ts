import type { Language } from '../../core/contracts/widget.ts';
import type { Conversation } from './conversation.ts';
import type { Wording } from './wording.ts';

/** What the parts of the view need to draw themselves and to act. */
export interface ViewContext {
  readonly language: Language;
  readonly words: Wording;
  /** Base of the server's relative addresses. */
  readonly origin: string;
  readonly conversation: Conversation;
  /** Reports 'shown' once the element has been seen. */
  watchShown(element: Element, decisionId: string, ref: string): void;
  /** Says something to screen readers that is seen elsewhere on the screen. */
  announce(text: string): void;
  /** The shopper follows a link to a page of the shop. */
  leaving(): void;
}
