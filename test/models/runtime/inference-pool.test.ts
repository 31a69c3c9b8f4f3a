import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  ConfigurationError,
  ModelArtefactError,
  OverloadedError,
  UnavailableError,
} from '../../../core/errors.ts';
import type { Logger } from '../../../core/logger.ts';
import { silentLogger } from '../../../core/logger.ts';
import { buildBertEncoder } from '../../../models/onnx/bert-encoder.ts';
import { encodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import { cudaProviderInstalled } from '../../../models/runtime/choose-device.ts';
import { InferencePool, type InferencePoolOptions } from '../../../models/runtime/inference-pool.ts';
import { referenceSentence } from '../reference-bert.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const weights = tinyWeights('pool');
const folder = mkdtempSync(join(tmpdir(), 'mainstay-pool-'));
const encoderPath = join(folder, 'tiny.onnx');
const maskedPath = join(folder, 'masked.onnx');
const pools: InferencePool[] = [];

beforeAll(() => {
  const options = { precision: 'fp32', attention: 'fused', output: 'sentence' } as const;
  writeFileSync(encoderPath, encodeOnnx(buildBertEncoder(weights, tinyShape, { ...options, masked: false })));
  writeFileSync(maskedPath, encodeOnnx(buildBertEncoder(weights, tinyShape, { ...options, masked: true })));
});

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function start(options: Partial<InferencePoolOptions> = {}): Promise<InferencePool> {
  const pool = await InferencePool.start({ encoderPath, padToken: 1, workers: 1, ...options });
  pools.push(pool);
  return pool;
}

const tokens = (seed: number, length = 6) =>
  Int32Array.from({ length }, (_, i) => (i === 0 ? 0 : i === length - 1 ? 2 : 3 + ((seed * 7 + i * 5) % 47)));

/** Token 50 is outside the tiny vocabulary: ONNX Runtime refuses the run. */
const impossible = Int32Array.of(0, 50, 2);

test('gives the sentence vector and each head, in the order asked', async () => {
  const heads = {
    mood: { labels: ['low', 'high'], inputs: 32, weights: new Array(64).fill(0), bias: [0, Math.log(3)] },
  };
  const pool = await start({ heads, workers: 2 });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.infer(tokens(i))));
  for (const [i, { vector, heads: scored }] of answers.entries()) {
    const expected = referenceSentence(weights, tinyShape, [...tokens(i)]);
    expect(Math.max(...expected.map((value, at) => Math.abs(value - vector[at]!)))).toBeLessThan(2e-6);
    expect(scored.mood![0]).toBeCloseTo(0.25, 6);
    expect(scored.mood![1]).toBeCloseTo(0.75, 6);
  }
});

test('a batch with a mask gives each row what it gets alone', async () => {
  const pool = await start({ encoderPath: maskedPath, batchSize: 8 });
  const rows = Array.from({ length: 17 }, (_, i) => tokens(i, 3 + (i % 9)));
  const answers = await Promise.all(rows.map((row) => pool.infer(row)));
  for (const [i, { vector }] of answers.entries()) {
    const expected = referenceSentence(weights, tinyShape, [...rows[i]!]);
    expect(Math.max(...expected.map((value, at) => Math.abs(value - vector[at]!)))).toBeLessThan(2e-6);
  }
});

test('a worker that dies is replaced, and its message is answered', async () => {
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const pool = await start({ logger });
  const waiting = Promise.all(Array.from({ length: 5 }, (_, i) => pool.infer(tokens(i))));
  await pool.killOneWorker();
  const answers = await waiting;
  for (const [i, { vector }] of answers.entries()) {
    expect(vector[0]).toBeCloseTo(referenceSentence(weights, tinyShape, [...tokens(i)])[0]!, 5);
  }
  expect(errors).toEqual(['a model worker ended and is replaced']);
  expect(pool.status).toMatchObject({ ready: 1, workers: 1, running: 0, queued: 0 });
});

test('a full queue refuses one more and answers the others', async () => {
  const pool = await start({ queueLimit: 3 });
  const asked = Array.from({ length: 6 }, (_, i) => pool.infer(tokens(i)));
  const settled = await Promise.allSettled(asked);
  // One runs, three wait.
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  const { reason } = settled[5] as PromiseRejectedResult;
  expect(reason).toBeInstanceOf(OverloadedError);
  expect((reason as OverloadedError).retryAfterS).toBeGreaterThan(0);
});

test('a run that fails is refused and the next one is answered', async () => {
  const pool = await start();
  await expect(pool.infer(impossible)).rejects.toThrow(UnavailableError);
  await expect(pool.infer(tokens(1))).resolves.toHaveProperty('vector');
});

test('a message that takes too long is refused, and the pool goes on', async () => {
  const pool = await start({ timeoutMs: 1 });
  const long = Array.from({ length: 200 }, (_, i) => pool.infer(tokens(i, 24)));
  const settled = await Promise.allSettled(long);
  const refused = settled.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  // The first one runs when its time is over; those that still wait are refused for want of room.
  expect(refused.at(-1)!.reason).toBeInstanceOf(OverloadedError);
  for (const { reason } of refused) expect(reason.message).toBe('no model answered within 1 ms');
  await expect.poll(() => pool.status.ready, { timeout: 10_000 }).toBe(1);
});

test('the process outlives runs that take longer than anybody waits, and threads that hang', async () => {
  // In a process of its own: a thread that is ended inside native code aborts it.
  const script = `
    import { InferencePool } from ${JSON.stringify(new URL('../../../models/runtime/inference-pool.ts', import.meta.url).href)};
    const pool = await InferencePool.start({
      encoderPath: 'models/artefacts/encoder/encoder.int8.onnx', padToken: 1, workers: 1, timeoutMs: 10, hangMs: 40,
    });
    let refused = 0;
    for (let i = 0; i < 10; i++) await pool.infer(new Int32Array(500).fill(5 + i)).catch(() => refused++);
    await pool.close();
    console.log('refused', refused);`;
  const file = join(folder, 'slow-runs.mts');
  writeFileSync(file, script);
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file]);
  expect(stdout).toMatch(/refused [1-9]/);
}, 60_000);

test('closing refuses what waits and what comes after', async () => {
  const pool = await start();
  const waiting = Array.from({ length: 4 }, (_, i) => pool.infer(tokens(i)));
  const outcomes = Promise.allSettled(waiting);
  await pool.close();
  for (const outcome of await outcomes) {
    expect(outcome.status).toBe('rejected');
    expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(UnavailableError);
  }
  await expect(pool.infer(tokens(1))).rejects.toThrow('the models are stopped');
});

test('an encoder that is no model is named', async () => {
  const broken = join(folder, 'broken.onnx');
  writeFileSync(broken, 'no model');
  const starting = InferencePool.start({ encoderPath: broken, padToken: 1, workers: 1 });
  await expect(starting).rejects.toThrow(ModelArtefactError);
  await expect(starting).rejects.toThrow(broken);
});

test.skipIf(cudaProviderInstalled())(
  'CUDA asked for by name where it is not installed is an error that says what to do',
  async () => {
    const starting = InferencePool.start({ encoderPath, padToken: 1, device: 'cuda' });
    await expect(starting).rejects.toThrow(ConfigurationError);
    await expect(starting).rejects.toThrow('ONNXRUNTIME_NODE_INSTALL=cuda12');
  },
);

test.skipIf(cudaProviderInstalled())('auto runs on the CPU where CUDA is not installed', async () => {
  const pool = await start({ device: 'auto' });
  expect(pool.status.device).toBe('cpu');
});
