import { h } from '../dom.ts';
import type { ViewContext } from '../view-context.ts';

/** Asks for an address to answer to, outside the hours in which somebody is there. */
export function emailField({ words, conversation }: ViewContext): HTMLElement {
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
  const submit = (event: Event) => {
    event.preventDefault();
    if (input.readOnly) return;
    conversation.say(input.value.trim());
    input.readOnly = true;
    button.textContent = words.sent;
  };
  return h('form', { class: 'line', submit }, input, button);
}
