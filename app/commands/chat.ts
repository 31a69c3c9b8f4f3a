import { Command } from 'commander';
import { createPinoLogger } from '../../adapters/telemetry/pino-logger.ts';
import { chatSession } from '../chat-session.ts';
import { readConfig } from '../config.ts';
import { progressOn } from '../progress-on.ts';
import { openTerminalConversation } from '../terminal-conversation.ts';

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
      '\n/help lists what can be typed; /quit or Ctrl+D ends. "mainstay why CONVERSATION" explains what was decided.',
    )
    .action(async (options: { shop: string; as?: string }) => {
      const config = readConfig();
      const logger = createPinoLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
      const progress = progressOn(process.stderr);
      const conversation = await openTerminalConversation(config, logger, options, progress);
      try {
        await chatSession(conversation, { input: process.stdin, output: process.stdout });
      } finally {
        await conversation.close();
      }
    });
}
