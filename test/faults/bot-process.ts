/**
 * The channel with the whole bot behind it (models, skills, money, log), in a process of its own, to be killed: argv
 * is the connection string of a database with the demo shop, and a port (0: any). Prints its port when it listens.
 */
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { Database } from '../../adapters/postgres/database.ts';
import { composeServices } from '../../app/compose-services.ts';
import { readConfig } from '../../app/config.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import { silentLogger } from '../../core/logger.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import { startChannelServer, testDirectLineSecret } from '../support/channel-server.ts';

const [connectionString = '', port = '0'] = process.argv.slice(2);
const database = new Database({ connectionString, maxConnections: 12 });
const services = composeServices({
  config: readConfig({}),
  database,
  models: await startTextModels({ device: 'cpu', logger: silentLogger }),
  metrics: noTurnMetrics,
  logger: silentLogger,
});
const server = await startChannelServer(database, connectionString, {
  port: Number(port),
  secrets: [{ shopId: demoShopId, secret: testDirectLineSecret }],
  handler: () => services.turns,
});
process.stdout.write(`${new URL(server.origin).port}\n`);
