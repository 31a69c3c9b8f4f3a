import { chatIcon } from '../icons.ts';
import { h, icon } from './dom.ts';
import type { Wording } from './wording.ts';

/** The button in the corner, with the number of messages that nobody has read. */
export class Launcher {
  readonly element: HTMLButtonElement;
  readonly #badge = h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });

  constructor(onPress: () => void) {
    this.element = h('button', { class: 'launcher fill', click: onPress }, icon(chatIcon, 24), this.#badge);
  }

  show(words: Wording, unread: number): void {
    // The name and the tooltip of a button that shows an icon alone.
    this.element.title = words.openChat + (unread > 0 ? ` (${unread} ${words.unread})` : '');
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 99 ? '99+' : String(unread);
  }
}
