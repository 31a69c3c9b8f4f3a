import { chatIcon } from '../icons.ts';
import { h, icon } from './dom.ts';
import type { Wording } from './wording.ts';

/** The button in the corner, with the number of messages that nobody has read. */
export class Launcher {
  readonly element: HTMLButtonElement;
  readonly #badge = h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });

  constructor(onPress: () => void) {
    this.element = h(
      'button',
      { class: 'launcher', 'aria-expanded': 'false', click: onPress },
      icon(chatIcon, 24),
      this.#badge,
    );
  }

  show(words: Wording, unread: number): void {
    const label = words.openChat + (unread > 0 ? ` (${unread} ${words.unread})` : '');
    this.element.setAttribute('aria-label', label);
    this.element.title = label;
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 99 ? '99+' : String(unread);
  }
}
