import { h } from '../dom.ts';
import type { ViewContext } from '../view-context.ts';

/** Asks for an address to answer to, outside the hours in which somebody is there. */
export function emailField({ words, say }: ViewContext): HTMLElement {
  const input = h('input', {
    type: 'email',
    required: true,
    autocomplete: 'email',
    inputmode: 'email',
    maxlength: 254,
    'aria-label': words.email,
    placeholder: words.email,
  });
  const button = h('button', { class: 'fill' }, words.send);
  const form = h('form', { class: 'line' }, input, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    say(input.value.trim());
    form.replaceChildren(h('p', { class: 'muted' }, words.emailSent));
  });
  return form;
}
