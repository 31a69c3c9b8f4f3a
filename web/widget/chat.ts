import type { Language, WidgetApi, WidgetUpdate } from '../../core/contracts/widget.ts';
import type { ConnectionState } from './connection.ts';
import { Conversation } from './conversation.ts';
import { h } from './dom.ts';
import { Launcher } from './launcher.ts';
import { Panel } from './panel.ts';
import { firstLanguage, type ResolvedSettings, updatedSettings } from './settings.ts';
import { ShownWatcher } from './shown-watcher.ts';
import { safeStorage } from './storage.ts';
import type { ViewContext } from './view-context.ts';
import { followViewport, isPhone } from './viewport.ts';
import { wording } from './wording.ts';

const local = safeStorage(() => localStorage);
/** Of this tab: whether the chat was open, and which language the shopper picked. */
const session = safeStorage(() => sessionStorage);
const openKey = 'mainstay:open';

/** After the connection stands, how long the messages of before may take to arrive. */
const settlesWithinMs = 500;
/** A break shorter than this is not worth a word. */
const silentBreakMs = 300;

/** The whole widget: one launcher, one panel, one conversation at a time. */
export class Chat implements WidgetApi {
  readonly #root: HTMLElement;
  readonly #launcher = new Launcher(() => this.open());
  readonly #announcer = h('div', { class: 'hidden', role: 'status' });
  readonly #shown = new ShownWatcher();
  #settings: ResolvedSettings;
  #language: Language;
  #conversation: Conversation;
  #panel: Panel;
  #opened = false;
  #state: ConnectionState = 'connecting';
  #goodUntil: Date | null = null;
  #stateShown: ReturnType<typeof setTimeout> | undefined;
  #returnTo: HTMLElement | null = null;

  constructor(root: HTMLElement, settings: ResolvedSettings) {
    this.#root = root;
    this.#settings = settings;
    this.#language = this.#pickedLanguage();
    this.#conversation = this.#converse();
    this.#panel = this.#draw();
    root.append(this.#launcher.element, this.#announcer);
    root.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('focusin', ({ target }) => this.#keepFocus(target as Element));
    this.#showUnread();
    // No conversation is begun for somebody who only looks at a page.
    if (this.#conversation.begun) this.#conversation.open();
    if (session.getItem(openKey)) this.#show();
    followViewport(root);
    document.addEventListener('visibilitychange', () => this.#watch());
  }

  open(): void {
    if (this.#opened) {
      this.#panel.composer.focus();
      return;
    }
    this.#returnTo = document.activeElement as HTMLElement | null;
    this.#show();
    // On a phone focus in the field would raise the keyboard over what there is to read.
    if (matchMedia('(pointer: coarse)').matches) this.#panel.element.focus();
    else this.#panel.composer.focus();
  }

  close(): void {
    if (!this.#opened) return;
    this.#opened = false;
    session.removeItem(openKey);
    this.#panel.element.hidden = true;
    this.#launcher.element.hidden = false;
    this.#watch();
    this.#showUnread();
    // Opened by the page: back to where the page was. Opened by the launcher: the host itself had the focus.
    const back = this.#returnTo;
    const own = !back?.isConnected || back === document.body || this.#isHost(back);
    (own ? this.#launcher.element : back).focus();
  }

  update(update: WidgetUpdate): void {
    const before = this.#settings;
    const after = updatedSettings(before, update);
    // A page that says its language again does not undo what the shopper picked; one that changes it does.
    const changes = after.language !== before.language;
    if (changes) session.removeItem(this.#languageKey);
    this.#settings = after;
    const language = changes ? this.#pickedLanguage() : this.#language;
    const same = (['shop', 'identifier', 'identifierHash'] as const).every(
      (key) => before[key] === after[key],
    );
    if (same) {
      if (language !== this.#language) this.#speak(language);
      return;
    }
    this.#language = language;
    this.#conversation.close();
    this.#goodUntil = null;
    this.#conversation = this.#converse();
    this.#redraw();
    if (this.#opened || this.#conversation.begun) this.#conversation.open();
  }

  send(text: string): void {
    this.open();
    if (text.trim() !== '') this.#conversation.say(text.trim());
  }

  #show(): void {
    this.#opened = true;
    session.setItem(openKey, '1');
    this.#panel.element.hidden = false;
    this.#launcher.element.hidden = true;
    this.#conversation.open();
    this.#watch();
    this.#panel.composer.fit();
    this.#panel.list.follow();
    this.#showUnread();
  }

  #converse(): Conversation {
    const conversation: Conversation = new Conversation(this.#settings, this.#language, local, {
      onItem: (item) => {
        this.#panel.show(item);
        if (!item.own) this.#showUnread();
      },
      onPartial: (reply) => this.#panel.list.partial(reply),
      onTyping: () => this.#panel.list.typing(),
      onState: (state) => this.#onState(state),
      onShopName: (name) => this.#panel.name(name),
      onCleared: () => this.#panel.clear(),
    });
    conversation.watched = this.#opened;
    return conversation;
  }

  #draw(): Panel {
    const conversation = this.#conversation;
    const context: ViewContext = {
      language: this.#language,
      words: wording[this.#language],
      origin: this.#settings.origin,
      conversation,
      watchShown: (element, decisionId, ref) =>
        this.#shown.watch(element, () => conversation.report({ decisionId, kind: 'shown', ref })),
      announce: (text) => {
        this.#announcer.textContent = text;
      },
      leaving: () => {
        if (isPhone()) session.removeItem(openKey);
      },
    };
    const panel = new Panel(context, {
      draft: conversation.draft,
      onDraft: (text) => {
        conversation.draft = text;
      },
      onLanguage: () => this.#switchLanguage(),
      onClose: () => this.close(),
    });
    panel.name(conversation.shopName);
    panel.element.hidden = !this.#opened;
    this.#root.append(panel.element);
    for (const item of conversation.items) panel.show(item);
    return panel;
  }

  #redraw(): void {
    this.#shown.clear();
    this.#conversation.offers.unwatch();
    this.#panel.element.remove();
    this.#panel = this.#draw();
    this.#panel.state(this.#state, this.#goodUntil);
    if (this.#state === 'online') this.#panel.list.live();
    this.#panel.composer.fit();
    this.#panel.list.follow();
    this.#showUnread();
  }

  #switchLanguage(): void {
    const picked = this.#language === 'en' ? 'zh' : 'en';
    session.setItem(this.#languageKey, picked);
    this.#speak(picked);
    this.#panel.languageButton.focus();
  }

  #speak(language: Language): void {
    this.#language = language;
    this.#redraw();
    this.#conversation.speak(language);
  }

  /** What the shopper picked holds as long as the page keeps its language. */
  get #languageKey(): string {
    return `mainstay:language:${this.#settings.language ?? ''}`;
  }

  #pickedLanguage(): Language {
    const picked = session.getItem(this.#languageKey);
    if (picked === 'en' || picked === 'zh') return picked;
    return firstLanguage(this.#settings, document.documentElement.lang, navigator.language);
  }

  #onState(state: ConnectionState): void {
    if (this.#state === 'online' && state !== 'online') this.#goodUntil = new Date();
    this.#state = state;
    clearTimeout(this.#stateShown);
    const show = () => this.#panel.state(this.#state, this.#goodUntil);
    if (state === 'online') {
      show();
      setTimeout(() => this.#panel.list.live(), settlesWithinMs);
    } else this.#stateShown = setTimeout(show, silentBreakMs);
  }

  #watch(): void {
    this.#conversation.watched = this.#opened && !document.hidden;
    if (!document.hidden && this.#conversation.begun) this.#conversation.open();
    this.#showUnread();
  }

  #showUnread(): void {
    if (this.#opened && !document.hidden) this.#conversation.markRead();
    this.#launcher.show(wording[this.#language], this.#conversation.unread);
  }

  #onKey(event: KeyboardEvent): void {
    // The page's own shortcuts are not meant for what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape' && !event.isComposing) this.close();
  }

  /** Where the panel covers the page, nobody tabs to what lies behind it. */
  #keepFocus(focused: Element): void {
    if (this.#opened && isPhone() && !this.#isHost(focused)) this.#panel.element.focus();
  }

  /** Seen from the page, whatever is focused in here is the host. */
  #isHost(element: Element): boolean {
    return element.shadowRoot === this.#root.getRootNode();
  }
}
