import { Command } from 'commander';
import { decisionsOfConversation } from '../adapters/postgres/money-decisions.ts';
import { openCommandDatabase } from './commands/open-command-database.ts';
import { settingsCommand } from './commands/settings.ts';
import { startCommand } from './commands/start.ts';
import { trainEncoderCommand, trainHeadsCommand } from './commands/train-text.ts';
import { understandCommand } from './commands/understand.ts';
import { whyCommand } from './commands/why.ts';

/** The one command line, `mainstay`. */
export function program(): Command {
  const train = new Command('train')
    .description('Train models')
    .addCommand(trainHeadsCommand())
    .addCommand(trainEncoderCommand());
  return new Command('mainstay')
    .description('Chat-driven customer service and retention for online shops')
    .showHelpAfterError('(mainstay --help lists the commands)')
    .addCommand(startCommand(), { isDefault: false })
    .addCommand(understandCommand())
    .addCommand(whyCommand(openDecisions))
    .addCommand(train)
    .addCommand(settingsCommand());
}

async function openDecisions() {
  const { database, close } = await openCommandDatabase();
  return { decisionsOf: (id: string) => decisionsOfConversation(database, id), close };
}
