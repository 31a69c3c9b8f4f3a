import type { WidgetApi, WidgetSettings } from '../../core/contracts/widget.ts';
import { Chat } from './chat.ts';
import { h } from './dom.ts';
import { resolveSettings } from './settings.ts';
import css from './widget.css?inline';

declare global {
  interface Window {
    mainstaySettings?: WidgetSettings;
    mainstay?: WidgetApi;
  }
}

/** Known only while the script runs. */
const scriptUrl = (document.currentScript as HTMLScriptElement | null)?.src || location.href;

/** The chat as an element of its own; its style reaches the page as little as the page's reaches it. */
class MainstayChat extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const shadow = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    // Not a <style>: this works under `style-src 'none'`.
    shadow.adoptedStyleSheets = [sheet];
    const root = h('div', { class: 'root' });
    shadow.append(root);
    const settings = resolveSettings(window.mainstaySettings, scriptUrl);
    const thread = /^#mainstay=(.+)/.exec(location.hash)?.[1];
    window.mainstay = new Chat(root, { ...settings, thread });
    if (!thread) return;
    // What opens a conversation is not left in the address, to be copied with it.
    history.replaceState(null, '', ' ');
    window.mainstay.open();
  }
}

function start(): void {
  if (customElements.get('mainstay-chat')) return;
  customElements.define('mainstay-chat', MainstayChat);
  if (!document.querySelector('mainstay-chat')) document.body.append(document.createElement('mainstay-chat'));
}

if (document.body) start();
else document.addEventListener('DOMContentLoaded', start);
