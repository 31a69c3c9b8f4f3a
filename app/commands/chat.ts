import { on } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { createPinoLogger } from '../../adapters/telemetry/pino-logger.ts';
import type { MessageExtras } from '../../core/contracts/message.ts';
import { newId } from '../../core/ids.ts';
import { readConfig } from '../config.ts';
import { openTerminalConversation, type TerminalConversation } from '../terminal-conversation.ts';

/** `chat`: the whole bot in the terminal, on the shop's real data. */
export function chatCommand(): Command {
  return new Command('chat')
    .description('Talk to the bot in the terminal')
    .option('--shop <shop>', 'id of the shop', 'demo')
    .option(
      '--as <shopper>',
      "the shop's own id of a shopper, such as demo-loyal; without it: an anonymous visitor",
    )
    .addHelpText(
      'after',
      '\nAn empty line or Ctrl+D ends. "mainstay why CONVERSATION" explains what was decided.',
    )
    .action(async (options: { shop: string; as?: string }) => {
      const config = readConfig();
      const logger = createPinoLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
      const conversation = await openTerminalConversation(config, logger, options);
      try {
        await talk(conversation);
      } finally {
        await conversation.close();
      }
    });
}

async function talk(conversation: TerminalConversation): Promise<void> {
  process.stdout.write(`conversation ${conversation.id}\n`);
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  // Begins to collect lines at once: those that come while the bot greets would be lost otherwise.
  const lines = on(prompt, 'line', { close: ['close'] });
  prompt.setPrompt('> ');
  const say = async (activity: { type: string; text?: string; name?: string }) => {
    for (const reply of await conversation.send({ ...activity, clientActivityId: newId() })) {
      process.stdout.write(`${inWords(reply)}\n`);
    }
    prompt.prompt();
  };
  await say({ type: 'event', name: 'mainstay/open' });
  for await (const [line] of lines as AsyncIterable<[string]>) {
    if (line.trim() === '') break;
    await say({ type: 'message', text: line });
  }
  prompt.close();
}

function inWords(activity: Readonly<Record<string, unknown>>): string {
  const { mainstay } = (activity.channelData ?? {}) as { mainstay?: MessageExtras };
  const cards = (mainstay?.cards ?? []).map((card) => {
    if (card.kind === 'product')
      return `  [${card.name}, ${card.price}]${card.reason ? ` ${card.reason}` : ''}`;
    if (card.kind === 'offer') return `  [${card.title}: ${card.code}, until ${card.until}] ${card.notice}`;
    return `  [${card.number}: ${card.state}, ${card.total}]`;
  });
  const { actions = [] } = (activity.suggestedActions ?? {}) as { actions?: { title: string }[] };
  const choices = actions.length > 0 ? [`  (${actions.map(({ title }) => title).join(' | ')})`] : [];
  return [String(activity.text ?? ''), ...cards, ...choices].join('\n');
}
