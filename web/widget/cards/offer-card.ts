import type { OfferCard } from '../../../core/contracts/message.ts';
import { h } from '../dom.ts';
import type { ViewContext } from '../view-context.ts';

/** An offer with everything that belongs to it: nothing of its notice is ever hidden. */
export function offerCard(card: OfferCard, context: ViewContext): HTMLElement {
  const { words, conversation } = context;
  const { grantId, title } = card;
  const press = (action: 'offer.accept' | 'offer.decline') => () => {
    if (accept.ariaDisabled !== 'true') conversation.act({ action, grantId });
  };
  const accept = h(
    'button',
    { class: 'fill', 'aria-label': `${words.accept}: ${title}`, click: press('offer.accept') },
    words.accept,
  );
  const decline = h(
    'button',
    { 'aria-label': `${words.decline}: ${title}`, click: press('offer.decline') },
    words.decline,
  );
  const state = h('p', { class: 'settled', role: 'status' });
  const element = h(
    'article',
    { class: 'card offer', 'aria-label': title },
    h('p', { class: 'name', dir: 'auto' }, title),
    card.code !== '' && codeLine(card.code, context),
    card.until !== '' && h('p', { class: 'muted' }, `${words.until} ${card.until}`),
    card.notice !== '' && h('p', { class: 'notice', dir: 'auto' }, card.notice),
    h('div', { class: 'buttons' }, accept, decline),
    state,
    h(
      'button',
      { class: 'plain', click: () => conversation.act({ action: 'personalisation.refuse' }) },
      words.refusePersonal,
    ),
  );
  conversation.offers.watch(card, (now) => {
    const settled = now !== 'open';
    // Not `disabled`: that would drop the focus of whoever pressed it.
    for (const button of [accept, decline]) button.ariaDisabled = String(settled);
    element.classList.toggle('done', settled);
    state.textContent = settled ? words[now] : '';
  });
  if (card.decisionId) context.watchShown(element, card.decisionId, grantId);
  return element;
}

function codeLine(code: string, { words, announce }: ViewContext): HTMLElement {
  const text = h('code', {}, code);
  const label = h('span', {}, words.copy);
  const button = h('button', { 'aria-label': `${words.copy}: ${code}` }, label);
  button.addEventListener('click', async () => {
    if (!(await copy(text))) return;
    label.textContent = words.copied;
    announce(words.copied);
    setTimeout(() => {
      label.textContent = words.copy;
    }, 2_000);
  });
  return h('p', { class: 'code' }, h('span', { class: 'hidden' }, `${words.code} `), text, button);
}

/** Where the clipboard is not to be had (a page without https), the code is selected, ready for Ctrl+C. */
async function copy(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
