import type { OrderCard } from '../../../core/contracts/message.ts';
import { checkIcon } from '../../icons.ts';
import { h, icon } from '../dom.ts';
import type { ViewContext } from '../view-context.ts';
import { picture } from './picture.ts';

export function orderCard(card: OrderCard, { words, origin }: ViewContext): HTMLElement {
  const title = `${words.order} ${card.number}`;
  return h(
    'article',
    { class: 'card order', 'aria-label': title },
    h('div', { class: 'line' }, h('p', { class: 'name' }, title), h('span', { class: 'chip' }, card.state)),
    h('p', { class: 'muted' }, `${words.placed} ${card.placed}`),
    h(
      'ul',
      {},
      ...card.lines.map(({ name, quantity, pictureUrl }) =>
        h(
          'li',
          { class: 'line' },
          picture(pictureUrl, origin, 40),
          h('span', { class: 'grow', dir: 'auto' }, name),
          h('span', { class: 'muted' }, `× ${quantity}`),
        ),
      ),
    ),
    h('p', { class: 'line' }, h('span', { class: 'grow muted' }, words.total), h('strong', {}, card.total)),
    card.steps.length > 0 &&
      h(
        'ol',
        { class: 'steps' },
        ...card.steps.map(({ label, at, done }) =>
          h(
            'li',
            { class: done ? 'done' : '' },
            h('span', { class: 'dot' }, done && icon(checkIcon, 12)),
            h(
              'span',
              { class: 'grow' },
              label,
              h('span', { class: 'hidden' }, ` (${done ? words.done : words.toCome})`),
            ),
            at && h('span', { class: 'muted' }, at),
          ),
        ),
      ),
  );
}
