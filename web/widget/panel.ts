import { closeIcon } from '../icons.ts';
import type { SuggestedAction } from './activity.ts';
import { Composer } from './composer.ts';
import type { ConnectionState } from './connection.ts';
import { extrasOf, type Item } from './conversation.ts';
import { h, icon } from './dom.ts';
import { safeUrl } from './find-links.ts';
import { MessageList } from './message-list.ts';
import { clockTime, link } from './message-view.ts';
import type { ViewContext } from './view-context.ts';

export interface PanelParts {
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onLanguage: () => void;
  readonly onClose: () => void;
}

/** The open chat: header, state, messages, suggestions, composer. Drawn anew when the language changes. */
export class Panel {
  readonly element: HTMLElement;
  readonly list: MessageList;
  readonly composer: Composer;
  readonly languageButton: HTMLElement;
  readonly #context: ViewContext;
  readonly #title = h('strong', { dir: 'auto' });
  readonly #speaker = h('span', { class: 'muted' });
  readonly #state = h('p', { class: 'state', role: 'status', hidden: true });
  readonly #suggestions: HTMLElement;
  readonly #person = h('button', {
    class: 'person',
    click: () => this.#context.conversation.act({ action: 'person.request' }),
  });

  constructor(context: ViewContext, { draft, onDraft, onLanguage, onClose }: PanelParts) {
    const { words, language } = context;
    this.#context = context;
    this.list = new MessageList(context);
    this.composer = new Composer(context, draft, onDraft);
    this.#suggestions = h('div', { class: 'suggestions', role: 'group', 'aria-label': words.suggestions });
    this.languageButton = h(
      'button',
      {
        class: 'plain language',
        lang: language === 'en' ? 'zh' : 'en',
        title: words.switchLanguage,
        click: onLanguage,
      },
      h('span', { class: language === 'en' ? 'on' : '' }, 'EN'),
      '/',
      h('span', { class: language === 'zh' ? 'on' : '' }, '中'),
    );
    this.#person.textContent = words.talkToPerson;
    this.element = h(
      'section',
      { class: 'panel', role: 'dialog', tabindex: -1, lang: language },
      h(
        'header',
        {},
        h('div', { class: 'title' }, this.#title, h('span', { class: 'hidden' }, ' · '), this.#speaker),
        this.languageButton,
        this.#person,
        h(
          'button',
          {
            class: 'icon plain',
            title: words.closeChat,
            click: onClose,
          },
          icon(closeIcon),
        ),
      ),
      this.#state,
      this.list.element,
      this.#suggestions,
      this.composer.element,
    );
    this.name('');
    this.#answersNow(false);
  }

  name(shop: string): void {
    this.#title.textContent = shop;
    this.element.ariaLabel = `${this.#context.words.chat} ${shop}`.trim();
  }

  show(item: Item): void {
    const { speaker } = extrasOf(item);
    if (!item.own) this.#answersNow(speaker?.kind !== 'bot' && speaker?.name);
    const actions = item.own ? [] : (item.activity.suggestedActions?.actions ?? []);
    // Before the message: the list has to know how much room is left to it.
    this.#suggestions.replaceChildren(...actions.map((action) => this.#suggestion(action)));
    this.list.show(item);
  }

  #answersNow(person: string | false | undefined): void {
    const { words } = this.#context;
    this.#speaker.textContent = person ? `${person} ${words.answers}` : words.iAmABot;
    // Who is answered by a person has no need to ask for one.
    this.#person.hidden = !!person;
    this.list.typist.textContent = `${person || words.bot} ${words.isTyping}`;
  }

  clear(): void {
    this.list.clear();
    this.#suggestions.replaceChildren();
  }

  /** @param since when the line was last good; null when it never was. */
  state(state: ConnectionState, since: Date | null): void {
    const { words, language } = this.#context;
    const asOf = since ? ` ${words.asOf} ${clockTime(since, language)}` : '';
    const reconnecting = words.reconnecting + asOf;
    const text = {
      online: '',
      connecting: since ? reconnecting : words.connecting,
      offline: reconnecting,
      refused: words.notAvailable,
    }[state];
    this.#state.hidden = text === '';
    if (this.#state.textContent !== text) this.#state.textContent = text;
  }

  #suggestion({ type, title, value }: SuggestedAction): Node | string {
    const { conversation, origin } = this.#context;
    const href = type === 'openUrl' ? safeUrl(String(value), origin) : null;
    if (href) return link(title, href, 'button');
    const press = () => {
      if (typeof value === 'object' && value !== null) conversation.act(value);
      else conversation.say(String(value ?? title));
      this.composer.focus();
    };
    return h('button', { dir: 'auto', click: press }, title);
  }
}
