/**
 * An import in a process of its own, to be killed: argv is a connection string, a shop and a file of orders. Prints a
 * line for every batch that is committed, and "done" at the end.
 */
import { Database } from '../../adapters/postgres/database.ts';
import { ImportService } from '../../adapters/shop-import/import-service.ts';
import { systemClock } from '../../core/clock.ts';

const [connectionString = '', shop = '', path = ''] = process.argv.slice(2);
const database = new Database({ connectionString, maxConnections: 4 });
const service = new ImportService({ database, clock: systemClock });
await service.run(
  shop,
  { kind: 'orders', path, mapping: new Map() },
  {
    onProgress: ({ phase, rows, records }) =>
      process.stdout.write(`${phase} ${phase === 'read' ? records : rows}\n`),
  },
);
process.stdout.write('done\n');
await database.close();
