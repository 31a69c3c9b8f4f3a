import { createServer, type Server } from 'node:http';
import { createMetricsApp } from '../adapters/http/metrics-app.ts';
import { Database } from '../adapters/postgres/database.ts';
import { Metrics } from '../adapters/telemetry/metrics.ts';
import { ConfigurationError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { ServingModels } from '../nlp/serving-models.ts';
import { startTextModels } from '../nlp/text-models.ts';
import { composeHttp } from './compose-http.ts';
import { composeServices } from './compose-services.ts';
import type { Config } from './config.ts';
import { firstAdminLink } from './first-admin-link.ts';
import { ModelWatch } from './model-watch.ts';
import { openDatabase } from './open-database.ts';
import { prepareShops } from './prepare-shops.ts';
import { noProgress, type Progress } from './progress.ts';
import { startBackgroundWork } from './start-background-work.ts';

export interface RunningServer {
  readonly origin: string;
  /** Refuses new messages, finishes turns in flight, then closes everything in the reverse order of the start. */
  stop(): Promise<void>;
}

/**
 * Starts everything: database, models, demo shop at the first start, background work, HTTP.
 * @param signal aborted: the start is given up at the next step.
 * @throws ConfigurationError or ModelArtefactError with a sentence that says what to do, or the signal's reason; whatever
 * was started is closed.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  progress: Progress = noProgress,
  signal?: AbortSignal,
): Promise<RunningServer> {
  const begun = performance.now();
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of undo.splice(0).reverse()) {
      await close().catch((error: Error) => logger.error('a part did not close', { error }));
    }
  };
  try {
    // Found out now, and not after a first start's half minute.
    await mustBeFree(config.HOST, config.PORT, 'PORT');
    const opening = progress.begin(config.DATABASE_URL ? 'Opening the database' : 'Starting Postgres');
    const loading = progress.begin('Loading the models');
    const startModels = (root?: string) =>
      startTextModels({
        device: config.MODEL_DEVICE,
        queueLimit: config.MODEL_QUEUE_LIMIT,
        timeoutMs: config.MODEL_TIMEOUT_MS,
        logger,
        ...(root && { root }),
        ...(config.MODEL_SERVER_URL && {
          server: { url: config.MODEL_SERVER_URL, token: config.MODEL_SERVER_TOKEN },
        }),
        ...(config.MODEL_WORKERS > 0 && { workers: config.MODEL_WORKERS }),
      });
    const starting = [
      openDatabase(config, { share: false }).then((database) => {
        undo.unshift(() => database.close());
        opening.end();
        return database;
      }),
      startModels(config.MODELS_DIR).then((first) => {
        const started = new ServingModels(first);
        undo.push(() => started.close());
        loading.end();
        return started;
      }),
    ] as const;
    // When one fails the other must have ended too: what starts after everything was closed would keep the process.
    await Promise.allSettled(starting);
    const [opened, models] = await Promise.all(starting);
    signal?.throwIfAborted();
    const { connectionString } = opened;
    const database = new Database({
      connectionString,
      maxConnections: config.DATABASE_POOL,
      onIdleError: (error) => logger.warn('a database connection broke', { error }),
    });
    undo.push(() => database.close());
    const metrics = new Metrics();
    const services = composeServices({ config, database, models, metrics, logger });
    undo.push(() => services.close());
    await prepareShops({ config, connectionString, database, services, progress, ...(signal && { signal }) });
    signal?.throwIfAborted();
    const http = await composeHttp({ config, connectionString, database, services, models, metrics, logger });
    undo.push(() => http.stop());
    const { deliver } = http;
    const background = await startBackgroundWork({
      config,
      connectionString,
      database,
      services,
      logger,
      deliver,
    });
    undo.push(() => background.stop());
    // Node waits a minute for headers and five for a body: too patient with those who send a byte at a time.
    const server = createServer({ headersTimeout: 15_000, requestTimeout: 120_000 }, http.listener);
    http.attach(server);
    await listen(server, config.HOST, config.PORT, 'PORT');
    undo.push(() => close(server));
    http.start();
    undo.push(() => http.drain());
    const watch = new ModelWatch({
      config,
      models,
      knowledge: services.knowledge,
      database,
      logger,
      start: startModels,
    });
    watch.start();
    undo.push(() => watch.stop());
    if (config.METRICS_PORT > 0) {
      const { METRICS_PORT: port, METRICS_TOKEN: token = null } = config;
      const apart = createServer(createMetricsApp({ registry: metrics.registry, token, logger }));
      await listen(apart, '127.0.0.1', port, 'METRICS_PORT');
      undo.push(() => close(apart));
    }

    const origin = config.PUBLIC_ORIGIN ?? `http://localhost:${config.PORT}`;
    const say = progress.line;
    say(`Mainstay is ready after ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
    if (config.DEMO_SHOP) say(`  Shop with chat   ${origin}/`);
    say(`  Web Chat         ${origin}/webchat`);
    say(`  Sign-in          ${origin}/signin`);
    const metricsAt = config.METRICS_PORT > 0 ? `http://localhost:${config.METRICS_PORT}` : origin;
    say(`  Health, metrics  ${origin}/readyz  ${metricsAt}/metrics`);
    const adminLink = await firstAdminLink({ config, database, origin });
    if (adminLink) say(`  First admin: choose your password at ${adminLink}  (good once)`);
    return { origin, stop };
  } catch (error) {
    progress.close();
    await stop();
    throw error;
  }
}

async function mustBeFree(host: string, port: number, setting: string): Promise<void> {
  const probe = createServer();
  await listen(probe, host, port, setting);
  await close(probe);
}

function listen(server: Server, host: string, port: number, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigurationError(
              `port ${port} is taken: stop what listens there, or set ${setting} to another one`,
            )
          : new ConfigurationError(`cannot listen on ${host}:${port}: ${whyNot(error)}`, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES') return 'ports below 1024 are for root; set PORT to a higher one';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'this machine has no such address; set HOST to 127.0.0.1, or to 0.0.0.0 for all of its own';
  return message;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Sockets that idle in keep-alive would hold the process for seconds.
    server.closeAllConnections();
  });
}
