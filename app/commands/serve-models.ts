import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Command } from 'commander';
import { createModelServerApp } from '../../adapters/http/model-server-app.ts';
import { createPinoLogger } from '../../adapters/telemetry/pino-logger.ts';
import { decodeOnnx } from '../../models/onnx/onnx-codec.ts';
import { bertShapeOf } from '../../models/onnx/weights-of-encoder.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { InferencePool } from '../../models/runtime/inference-pool.ts';
import { encoderName } from '../../models/runtime/open-inference-client.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import { readConfig } from '../config.ts';
import { stopSignals } from '../stop-signals.ts';
import { wholeFrom } from './whole-from.ts';

/** `serve models`: the encoder for other replicas, by the Open Inference Protocol. */
export function serveCommand(): Command {
  const models = new Command('models')
    .description(
      'Serve the encoder to replicas by the Open Inference Protocol, version 2: one machine with a GPU reads for all of them',
    )
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <n>', 'where to listen', wholeFrom(0), 8_500)
    .addHelpText(
      'after',
      `
Example: MODEL_DEVICE=cuda MODEL_SERVER_TOKEN=... mainstay serve models --host 0.0.0.0
and on each replica: MODEL_SERVER_URL=http://THAT-MACHINE:8500 MODEL_SERVER_TOKEN=... mainstay start

Without MODEL_SERVER_TOKEN anybody who reaches the port is served: listen on loopback then.`,
    )
    .action(serveModels);
  return new Command('serve').description('Serve a part of the program by itself').addCommand(models);
}

async function serveModels({ host, port }: { host: string; port: number }): Promise<void> {
  const config = readConfig();
  const logger = createPinoLogger(config.LOG_LEVEL);
  const stopping = stopSignals();
  const artefact = openArtefact('encoder');
  const path = artefact.path('encoder.int8.onnx');
  const { hidden, positions, vocabulary } = bertShapeOf(decodeOnnx(readFileSync(path)));
  const { padToken } = TextTokenizer.load(
    artefact.path('tokenizer.json'),
    artefact.path('tokenizer_config.json'),
  );
  const pool = await InferencePool.start({
    encoderPath: path,
    padToken,
    device: config.MODEL_DEVICE,
    queueLimit: config.MODEL_QUEUE_LIMIT,
    timeoutMs: config.MODEL_TIMEOUT_MS,
    logger,
    ...(config.MODEL_WORKERS > 0 && { workers: config.MODEL_WORKERS }),
  });
  const { version } = artefact.manifest;
  const app = createModelServerApp({
    encoder: {
      name: encoderName,
      version,
      width: hidden,
      positions,
      vocabulary,
      encode: (tokens) => pool.infer(tokens),
    },
    token: config.MODEL_SERVER_TOKEN ?? null,
    logger,
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  process.stdout.write(
    `Serving ${encoderName} ${version} on http://${host}:${bound}/v2 (${pool.status.device}, ${pool.status.workers} workers)\n`,
  );
  if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve));
  server.closeIdleConnections();
  await new Promise((resolve) => server.close(resolve));
  await pool.close();
}
