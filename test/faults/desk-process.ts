/**
 * What goes on behind the desk, in a process of its own, to be killed: argv is the connection string. Prints a line
 * when it works.
 */
import { Database } from '../../adapters/postgres/database.ts';
import { DeskWork } from '../../adapters/postgres/desk-work.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { silentLogger } from '../../core/logger.ts';

const [connectionString = ''] = process.argv.slice(2);
const database = new Database({ connectionString });
const shopData = new PostgresShopData();
new DeskWork({
  database,
  requestOf: async (tx, key) => ({
    key,
    shop: await shopData.shop(tx, key.shopId),
    now: new Date(),
    answersByMail: false,
  }),
  deliver() {},
  logger: silentLogger,
  everyMs: 1,
}).start();
process.stdout.write('working\n');
