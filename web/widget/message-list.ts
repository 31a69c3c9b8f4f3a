import { downIcon } from '../icons.ts';
import { extrasOf, type Item } from './conversation.ts';
import { h, icon } from './dom.ts';
import { messageView, textView } from './message-view.ts';
import type { PartialReply } from './stream-merge.ts';
import type { ViewContext } from './view-context.ts';

const typingForMs = 8_000;
/** This near to the end counts as reading along. */
const nearPx = 120;
const gapPx = 16;

/**
 * The transcript. What is said stands in a live log; what is on its way out and what is still being written stand
 * below it, outside, so that a screen reader hears every message once and whole.
 */
export class MessageList {
  readonly element: HTMLElement;
  /** Says who is typing, when somebody is. */
  readonly typist = h('span', { class: 'hidden' });
  readonly #context: ViewContext;
  readonly #log: HTMLElement;
  readonly #pending = h('div');
  readonly #partial = h('div', { 'aria-hidden': 'true' });
  readonly #typing: HTMLElement;
  readonly #jump: HTMLButtonElement;
  readonly #scroller: HTMLElement;
  readonly #elements = new Map<string, HTMLElement>();
  #anchor: HTMLElement | null = null;
  #newestTime: HTMLElement | null = null;
  #typingUntil: ReturnType<typeof setTimeout> | undefined;

  constructor(context: ViewContext) {
    const { words } = context;
    this.#context = context;
    // Silent until what was said before is there: nobody wants all of it read out.
    this.#log = h('div', { role: 'log', 'aria-live': 'off', 'aria-label': words.conversation });
    this.#typing = h(
      'div',
      { class: 'message bot typing', hidden: true },
      h('div', { class: 'bubble' }, this.typist, ...[0, 1, 2].map(() => h('i'))),
    );
    this.#scroller = h(
      'div',
      { class: 'scroller', tabindex: 0, role: 'group', 'aria-label': words.conversation },
      this.#log,
      this.#partial,
      this.#typing,
      this.#pending,
    );
    this.#jump = h(
      'button',
      { class: 'icon jump', title: words.newMessages, hidden: true, click: () => this.#toEnd() },
      icon(downIcon),
    );
    this.#scroller.addEventListener('scroll', () => {
      if (this.#atEnd()) this.#jump.hidden = true;
    });
    this.element = h('div', { class: 'list' }, this.#scroller, this.#jump);
  }

  /** From now on new messages are read out. */
  live(): void {
    this.#log.ariaLive = 'polite';
  }

  show(item: Item): void {
    const follow = this.#atEnd() || item.own;
    if (!item.own) this.typing(false);
    const before = this.#elements.get(item.key);
    const element = messageView(item, this.#context);
    if (!element) {
      before?.remove();
      return;
    }
    this.#elements.set(item.key, element);
    const place = item.pending ? this.#pending : this.#log;
    if (before?.parentNode === place) before.replaceWith(element);
    else {
      before?.remove();
      place.append(element);
      if (!item.pending) this.#tellTimeOnce(element);
    }
    // The bot answers what was asked; a person may write again long after that.
    if (item.own || extrasOf(item).speaker?.name) this.#anchor = element;
    if (follow) this.follow();
    else if (!item.pending) this.#jump.hidden = false;
  }

  partial(reply: PartialReply | null): void {
    const follow = this.#atEnd();
    if (reply) this.typing(false);
    // What is no beginning of a message comes by no other way.
    if (reply?.informative) this.#context.announce(reply.text);
    this.#partial.replaceChildren(
      ...(reply
        ? [
            h(
              'div',
              { class: `message bot ${reply.informative ? 'informative' : ''}` },
              textView(reply.text, undefined, 'div', 'bubble'),
            ),
          ]
        : []),
    );
    if (follow) this.follow();
  }

  typing(on = true): void {
    clearTimeout(this.#typingUntil);
    if (on) this.#typingUntil = setTimeout(() => this.typing(false), typingForMs);
    if (this.#typing.hidden !== on) return;
    const follow = this.#atEnd();
    this.#typing.hidden = !on;
    if (follow) this.follow();
  }

  clear(): void {
    this.#elements.clear();
    for (const part of [this.#log, this.#pending, this.#partial]) part.replaceChildren();
  }

  /** To the end, but never past what the shopper asked or a person said: long answers are read from their beginning. */
  follow(): void {
    this.#toEnd();
    if (this.#anchor)
      this.#scroller.scrollTop = Math.min(this.#scroller.scrollTop, this.#anchor.offsetTop - gapPx);
    this.#jump.hidden = this.#atEnd();
  }

  /** Messages of the same minute bear one time, at their end. */
  #tellTimeOnce(element: HTMLElement): void {
    const time = element.querySelector('time');
    if (time && this.#newestTime?.textContent === time.textContent) this.#newestTime.remove();
    this.#newestTime = time;
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #atEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < nearPx;
  }
}
