import { Command } from 'commander';
import { settingsCommand } from './commands/settings.ts';

/** The one command line, `mainstay`. */
export function program(): Command {
  return new Command('mainstay')
    .description('Chat-driven customer service and retention for online shops')
    .showHelpAfterError('(mainstay --help lists the commands)')
    .addCommand(settingsCommand());
}
