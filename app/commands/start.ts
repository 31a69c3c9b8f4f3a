import { Command } from 'commander';
import { createPinoLogger } from '../../adapters/telemetry/pino-logger.ts';
import { readConfig } from '../config.ts';
import { progressOn } from '../progress-on.ts';
import { startServer } from '../start-server.ts';
import { stopSignals } from '../stop-signals.ts';

/** `start`: the server with everything in one process, until SIGINT or SIGTERM. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start the server: bot, pages, database and models in one process')
    .addHelpText(
      'after',
      '\nSettings come from the environment; "mainstay settings" lists them.\nCtrl+C or SIGTERM finishes the turns in flight; a second one ends at once.',
    )
    .action(async () => {
      const config = readConfig();
      const stopping = stopSignals();
      const progress = progressOn(process.stdout);
      const server = await startServer(config, createPinoLogger(config.LOG_LEVEL), progress, stopping).catch(
        (error: unknown) => {
          if (stopping.aborted) return null;
          throw error;
        },
      );
      if (!server) {
        progress.line('Stopped before it was ready.');
        return;
      }
      if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve));
      progress.line('Stopping: finishing the turns in flight ...');
      await server.stop();
      progress.line('Stopped.');
    });
}
