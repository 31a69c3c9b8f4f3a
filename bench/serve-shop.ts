import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics } from '../adapters/telemetry/metrics.ts';
import { composeHttp } from '../app/compose-http.ts';
import { readConfig } from '../app/config.ts';
import { silentLogger } from '../core/logger.ts';
import { ServingModels } from '../nlp/serving-models.ts';
import type { FilledShop } from './shop/filled-shop.ts';

/** The product's whole HTTP side in this process, without what goes on behind it: nobody's desk is looked for meanwhile. */
export async function serveShop(shop: FilledShop): Promise<{ origin: string; stop: () => Promise<void> }> {
  const http = await composeHttp({
    ...shop,
    models: new ServingModels(shop.models),
    config: readConfig({
      MAINSTAY_HOME: shop.home,
      TOKEN_SECRET: 'a secret of the benchmark, long enough',
    }),
    metrics: new Metrics(),
    logger: silentLogger,
  });
  const server = createServer(http.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await http.stop();
    },
  };
}
