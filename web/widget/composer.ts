import { clipIcon, sendIcon } from '../icons.ts';
import { h, icon } from './dom.ts';
import { uploadProblem, uploadTypes } from './upload-rules.ts';
import type { ViewContext } from './view-context.ts';

/** Characters of one message; the server reads no more. */
export const textLimit = 10_000;
const counterFrom = textLimit - 500;
const highestPx = 120;

/** Where the shopper writes. Enter sends, Shift+Enter breaks the line, and an IME that composes is left alone. */
export class Composer {
  readonly element: HTMLElement;
  readonly #context: ViewContext;
  readonly #input: HTMLTextAreaElement;
  readonly #hint: HTMLElement;
  readonly #onDraft: (text: string) => void;

  constructor(context: ViewContext, draft: string, onDraft: (text: string) => void) {
    const { words } = context;
    this.#context = context;
    this.#onDraft = onDraft;
    this.#hint = h('p', { class: 'hint', role: 'status' });
    this.#input = h('textarea', {
      rows: 1,
      dir: 'auto',
      enterkeyhint: 'send',
      'aria-label': words.message,
      placeholder: words.message,
      autocomplete: 'off',
      input: () => this.#changed(),
      keydown: (event: Event) => this.#onKey(event as KeyboardEvent),
      paste: (event: Event) => {
        const files = [...((event as ClipboardEvent).clipboardData?.files ?? [])];
        if (files.length > 0) event.preventDefault();
        this.#upload(files);
      },
    });
    this.#input.value = draft;
    const picker: HTMLInputElement = h('input', {
      type: 'file',
      accept: uploadTypes.join(),
      multiple: true,
      hidden: true,
      change: () => {
        this.#upload([...(picker.files ?? [])]);
        picker.value = '';
      },
    });
    const submit = (event: Event) => {
      event.preventDefault();
      this.#submit();
    };
    const form = h(
      'form',
      { class: 'composer', novalidate: true, submit },
      this.#input,
      h(
        'button',
        {
          type: 'button',
          class: 'icon',

          title: words.attach,
          click: () => picker.click(),
        },
        icon(clipIcon),
      ),
      picker,
      h('button', { class: 'icon fill', title: words.send }, icon(sendIcon)),
    );
    this.element = h('div', { class: 'foot' }, this.#hint, form);
    this.#hinting();
  }

  focus(): void {
    this.#input.focus();
  }

  /** As high as its text, to be called once it can be measured. */
  fit(): void {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${Math.min(highestPx, this.#input.scrollHeight + 2)}px`;
  }

  #onKey(event: KeyboardEvent): void {
    // 229: Safari ends a composition before the Enter that confirmed it arrives.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit();
  }

  #submit(): void {
    const text = this.#input.value.trim();
    this.#input.focus();
    if (text === '' || text.length > textLimit) return;
    this.#input.value = '';
    this.#changed();
    this.#context.conversation.say(text);
  }

  #changed(): void {
    this.#onDraft(this.#input.value);
    this.#hinting();
    this.fit();
  }

  #hinting(): void {
    const { words, language } = this.#context;
    const { length } = this.#input.value.trim();
    const format = new Intl.NumberFormat(language).format;
    const tooLong = length > textLimit;
    const count = length < counterFrom ? '' : `${format(length)} / ${format(textLimit)}`;
    this.#input.ariaInvalid = String(tooLong);
    this.#say(tooLong ? `${count} ${words.tooLong}` : count, tooLong);
  }

  #upload(files: readonly File[]): void {
    const { words, conversation } = this.#context;
    for (const file of files) {
      const problem = uploadProblem(file);
      if (problem) this.#say(words[problem], true);
      else conversation.upload(file);
    }
  }

  #say(text: string, bad: boolean): void {
    this.#hint.textContent = text;
    this.#hint.classList.toggle('bad', bad);
  }
}
