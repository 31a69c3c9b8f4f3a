/**
 * The channel in a process of its own, to be killed: argv is the connection string, a port (0: any) and the
 * milliseconds that each answer takes. Prints its port when it listens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../adapters/postgres/database.ts';
import { startChannelServer } from '../support/channel-server.ts';
import { EchoHandler } from '../support/echo-handler.ts';

const [connectionString = '', port = '0', answerMs = '0'] = process.argv.slice(2);
const database = new Database({ connectionString, maxConnections: 12 });
const server = await startChannelServer(database, connectionString, {
  port: Number(port),
  backlog: 400,
  handler: (store) =>
    new EchoHandler(store, async () => {
      await sleep(Number(answerMs));
    }),
});
process.stdout.write(`${new URL(server.origin).port}\n`);
process.once('SIGTERM', () => process.exit(0));
