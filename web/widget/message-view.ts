import type { Card } from '../../core/contracts/message.ts';
import { alertIcon, fileIcon } from '../icons.ts';
import { actionLabel } from './action-label.ts';
import type { Attachment } from './activity.ts';
import { emailField } from './cards/email-field.ts';
import { offerCard } from './cards/offer-card.ts';
import { orderCard } from './cards/order-card.ts';
import { productCard } from './cards/product-card.ts';
import { extrasOf, type Item } from './conversation.ts';
import { h, icon } from './dom.ts';
import { findLinks, safeUrl } from './find-links.ts';
import { textLanguage } from './text-language.ts';
import type { ViewContext } from './view-context.ts';

/** One message with all that belongs to it; null when there is nothing to see. */
export function messageView(item: Item, context: ViewContext): HTMLElement | null {
  const { words } = context;
  const { activity, own, pending } = item;
  const { cards = [], sources = [], speaker, field } = extrasOf(item);
  const text = activity.text || (own ? actionLabel(activity.value, words) : null);
  const files = (activity.attachments ?? [])
    .map((one) => attachmentView(one, context))
    .filter((one) => one !== null);
  if (!text && files.length + cards.length === 0) return null;
  if (speaker?.kind === 'system')
    return h('div', { class: 'message system' }, text && textView(text, activity.locale, 'p'));
  const agent = speaker?.kind === 'agent';
  const who = own ? words.you : agent ? (speaker.name ?? words.person) : words.bot;
  return h(
    'div',
    { class: `message ${own ? 'own' : agent ? 'agent' : 'bot'}` },
    h('span', { class: agent ? 'who' : 'hidden' }, agent ? who : `${who}: `),
    text && textView(text, activity.locale, 'div', 'bubble'),
    ...files,
    ...cards.map((card) => cardView(card, context)),
    field?.kind === 'email' && emailField(context),
    sources.length > 0 &&
      h(
        'p',
        { class: 'sources muted' },
        words.sources,
        ...sources.flatMap(({ title, url }, at) => [
          at > 0 && ' · ',
          link(title, safeUrl(url, context.origin)),
        ]),
      ),
    pending ? pendingLine(item, context) : timeLine(activity.timestamp, context),
  );
}

/** Text as it was written: line breaks and direction kept, addresses linked, markup left as the characters it is. */
export function textView(text: string, locale: string | undefined, tag: 'p' | 'div', name = ''): HTMLElement {
  const parts = findLinks(text).map(({ text: shown, href }) => (href ? link(shown, href) : shown));
  return h(tag, { class: name, lang: textLanguage(text, locale), dir: 'auto' }, ...parts);
}

function cardView(card: Card, context: ViewContext): HTMLElement | null {
  switch (card.kind) {
    case 'product':
      return productCard(card, context);
    case 'offer':
      return offerCard(card, context);
    case 'order':
      return orderCard(card, context);
    // A newer server may know cards that this script does not.
    default:
      return null;
  }
}

function attachmentView({ contentType, contentUrl, name }: Attachment, { words, origin }: ViewContext) {
  const url = safeUrl(contentUrl, origin);
  const title = name || words.file;
  if (contentType === 'file') return h('p', { class: 'bubble file' }, icon(fileIcon, 16), title);
  if (!url) return null;
  if (contentType.startsWith('image/')) {
    return link(h('img', { class: 'upload', src: url, alt: title, loading: 'lazy' }), url);
  }
  return h('p', { class: 'bubble file' }, icon(fileIcon, 16), link(title, url));
}

/** Opens in a window of its own, which learns nothing of this one; without an address just the content. */
export function link(content: Node | string, href: string | null, name = ''): Node | string {
  return href
    ? h('a', { class: name, href, target: '_blank', rel: 'noopener noreferrer' }, content)
    : content;
}

function timeLine(timestamp: string | undefined, { language }: ViewContext): HTMLElement | null {
  const at = new Date(timestamp ?? Number.NaN);
  if (Number.isNaN(at.getTime())) return null;
  return h('time', { class: 'meta', datetime: at.toISOString() }, clockTime(at, language));
}

/** The hour for today, date and hour for other days. */
export function clockTime(at: Date, language: string): string {
  const today = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...(!today && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

function pendingLine({ key, pending }: Item, { words, language, conversation }: ViewContext): HTMLElement {
  const { state, progress, status } = pending!;
  if (state === 'sent') return h('p', { class: 'meta' }, words.sent);
  if (state === 'unsent')
    return h(
      'p',
      { class: 'meta bad' },
      icon(alertIcon, 16),
      words.unsent,
      h('button', { click: () => conversation.retry(key) }, words.retry),
    );
  if (state === 'refused') return h('p', { class: 'meta bad' }, icon(alertIcon, 16), reason(status, words));
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(progress ?? 0);
  return h('p', { class: 'meta' }, progress === undefined ? words.sending : `${words.uploading} ${percent}`);
}

function reason(status: number | undefined, words: ViewContext['words']): string {
  return status === 415 ? words.fileType : words.refused;
}
