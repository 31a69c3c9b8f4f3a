import { Command } from 'commander';
import { createPinoLogger } from '../../adapters/telemetry/pino-logger.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../start-server.ts';

/** `start`: the server with everything in one process, until SIGINT or SIGTERM. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start the server: bot, pages, database and models in one process')
    .addHelpText('after', '\nSettings come from the environment; "mainstay settings" lists them.')
    .action(async () => {
      const config = readConfig();
      const logger = createPinoLogger(config.LOG_LEVEL);
      const say = (line: string) => process.stdout.write(`${line}\n`);
      const server = await startServer(config, logger, say);
      await ended();
      say('Stopping: finishing the turns in flight ...');
      await server.stop();
    });
}

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process at once. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
