import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { typingSign } from '../bot/typing-sign.ts';
import { newId } from '../core/ids.ts';
import { actionLines, type ChatAction, type ChatStyle, chatActions, replyLines } from './chat-view.ts';
import type { TerminalConversation } from './terminal-conversation.ts';

/** What a person talks through: the process's own streams, or a test's. */
export interface ChatTerminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    hasColors?(): boolean;
  };
}

const help = [
  'Write as a shopper would, in English or Chinese. A number sends the choice of that number.',
  '/help   this text',
  '/again  the choices once more',
  '/id     the conversation, for "mainstay why"',
  '/quit   ends; so do Ctrl+C on an empty line and Ctrl+D',
];
const widest = 100;

/** Talks with a person until they end it; resolves then. */
export async function chatSession(conversation: TerminalConversation, terminal: ChatTerminal): Promise<void> {
  const { input, output } = terminal;
  const live = output.isTTY === true;
  const colours = live && output.hasColors?.() === true;
  const style = (): ChatStyle => ({
    columns: Math.min(output.columns ?? 80, widest),
    paint: (format, text) => (colours ? styleText(format, text, { validateStream: false }) : text),
  });
  const print = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(''));
  let actions: readonly ChatAction[] = [];
  let ended = false;

  const prompt = createInterface({ input, output, terminal: live, prompt: '> ' });
  const lines: string[] = [];
  let wake = () => {};
  // Lines are gathered from the beginning: those that come while the bot greets would be lost otherwise.
  prompt.on('line', (line) => {
    lines.push(line);
    wake();
  });
  prompt.on('close', () => {
    ended = true;
    wake();
  });
  // As in a shell: drops what is typed, and ends where nothing is.
  prompt.on('SIGINT', () => {
    if (prompt.line === '') prompt.close();
    else {
      output.write('^C\n');
      prompt.write(null, { ctrl: true, name: 'e' });
      prompt.write(null, { ctrl: true, name: 'u' });
      prompt.prompt();
    }
  });

  const send = async (activity: ChatAction['activity'] | { type: 'event'; name: string }) => {
    const shown = new Redrawn(output);
    const endSign = live ? typingSign(() => shown.draw([style().paint('dim', '  …')])) : () => {};
    const onPart = (text: string) => {
      endSign();
      shown.draw(replyLines([{ type: 'message', text }], style()));
    };
    try {
      const replies = await conversation.send(
        { ...activity, clientActivityId: newId() },
        live ? onPart : undefined,
      );
      endSign();
      shown.clear();
      actions = chatActions(replies);
      print(replyLines(replies, style()));
      print(actionLines(actions, style()));
    } catch (error) {
      endSign();
      shown.clear();
      print([`  ${style().paint('red', `not answered: ${(error as Error).message}`)}`]);
    }
  };

  /** @returns false when the person wants to end. */
  const take = async (line: string): Promise<boolean> => {
    const said = line.trim();
    const action = /^\d{1,2}$/.test(said) ? actions[Number(said) - 1] : undefined;
    if (said === '/quit' || said === '/exit' || said === '/q') return false;
    if (said === '/help' || said === '/?') print(help.map((one) => `  ${one}`));
    else if (said === '/again') print(actionLines(actions, style()));
    else if (said === '/id') print([`  ${conversation.id}`]);
    else if (/^\/[a-z]+$/.test(said)) print([`  there is no ${said}; /help lists what there is`]);
    else if (action) {
      print([style().paint('dim', `  ${action.label}`)]);
      await send(action.activity);
    } else if (said !== '') await send({ type: 'message', text: line });
    return true;
  };

  print([style().paint('dim', `conversation ${conversation.id} · /help`)]);
  await send({ type: 'event', name: 'mainstay/open' });
  for (;;) {
    if (live && lines.length === 0 && !ended) prompt.prompt();
    while (lines.length === 0 && !ended)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const line = lines.shift();
    if (line === undefined || !(await take(line))) break;
  }
  prompt.close();
  if (live) output.write('\n');
}

/** Lines that are replaced while more of them is known. */
class Redrawn {
  readonly #output: NodeJS.WritableStream;
  #height = 0;

  constructor(output: NodeJS.WritableStream) {
    this.#output = output;
  }

  draw(lines: readonly string[]): void {
    this.clear();
    this.#output.write(lines.map((line) => `${line}\n`).join(''));
    this.#height = lines.length;
  }

  clear(): void {
    if (this.#height > 0) this.#output.write(`\x1b[${this.#height}F\x1b[0J`);
    this.#height = 0;
  }
}
