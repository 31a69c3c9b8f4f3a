import { parentPort, workerData } from 'node:worker_threads';
import { type EncoderSession, openEncoder } from './encoder-session.ts';
import { type LinearHead, readBy, scoreHead } from './linear-head.ts';
import { type RunMessage, stopMessage, type WorkerMessage, type WorkerSetup } from './worker-protocol.ts';

// The thread of one session: its blocking runs happen here, away from the event loop that serves shoppers.
const setup = workerData as WorkerSetup;
const port = parentPort!;
const heads = Object.entries(setup.heads).map(([name, head]) => [name, inMemory(head)] as const);

function inMemory(head: LinearHead): LinearHead {
  return { ...head, weights: Float32Array.from(head.weights), bias: Float32Array.from(head.bias) };
}

function send(message: WorkerMessage): void {
  port.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function run(session: EncoderSession, { rows }: RunMessage): Promise<void> {
  const started = performance.now();
  try {
    const encodings = await session.encode(rows.map((row) => row.tokens));
    const scored = encodings.map((encoding) =>
      Object.fromEntries(heads.map(([name, head]) => [name, scoreHead(head, readBy(head, encoding))])),
    );
    const milliseconds = performance.now() - started;
    send({
      kind: 'done',
      results: rows.map(({ id }, i) => ({ id, ...encodings[i]!, heads: scored[i]!, milliseconds })),
    });
  } catch (error) {
    send({ kind: 'failed', ids: rows.map((row) => row.id), reason: reasonOf(error) });
  }
}

try {
  const session = await openEncoder(setup.encoderPath, setup.device, setup.padToken);
  port.on('message', (message: RunMessage | typeof stopMessage) => {
    if (message !== stopMessage) return void run(session, message);
    port.close();
    return void session.release();
  });
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'unusable', reason: reasonOf(error) });
}
