import type { ProductCard } from '../../../core/contracts/message.ts';
import type { AddToCartDetail } from '../../../core/contracts/widget.ts';
import { h } from '../dom.ts';
import { safeUrl } from '../find-links.ts';
import type { ViewContext } from '../view-context.ts';
import { picture } from './picture.ts';

export function productCard(card: ProductCard, context: ViewContext): HTMLElement {
  const { words, origin } = context;
  const { productId, name, decisionId } = card;
  const url = safeUrl(card.url, origin);
  const clicked = () =>
    decisionId && context.conversation.report({ decisionId, kind: 'clicked', ref: productId });
  const add = h('button', { class: 'fill', 'aria-label': `${words.add}: ${name}` }, words.add);
  add.addEventListener('click', () => {
    clicked();
    if (!addToCart(productId)) return;
    add.textContent = words.added;
    context.announce(`${words.added}: ${name}`);
  });
  const element = h(
    'article',
    { class: 'card product', 'aria-label': name },
    picture(card.pictureUrl, origin, 64),
    h(
      'div',
      { class: 'grow' },
      h('p', { class: 'name', dir: 'auto' }, name),
      h('p', { class: 'price' }, card.price),
      card.reason && h('p', { class: 'muted', dir: 'auto' }, card.reason),
    ),
    h(
      'div',
      { class: 'buttons' },
      url &&
        h(
          'a',
          {
            class: 'button',
            href: url,
            'aria-label': `${words.view}: ${name}`,
            click: () => {
              clicked();
              context.leaving();
            },
          },
          words.view,
        ),
      card.inStock ? add : h('span', { class: 'muted' }, words.soldOut),
    ),
  );
  if (decisionId) context.watchShown(element, decisionId, productId);
  return element;
}

/** Asks the page; true when the page says that it did it. */
function addToCart(productId: string): boolean {
  const detail: AddToCartDetail = { productId };
  return !window.dispatchEvent(new CustomEvent('mainstay:add-to-cart', { detail, cancelable: true }));
}
