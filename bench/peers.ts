import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, type PipelineType, pipeline } from '@huggingface/transformers';
import { readOwnMessages } from '../models/train/sets/own-messages.ts';
import { startTextModels } from '../nlp/text-models.ts';
import { type PeerName, peerTasks, writePeerModels } from './peer-models.ts';

/**
 * One understanding here (language, personal data, one encoder pass in a worker, both heads, vector) against what it
 * takes with transformers.js: three pipelines (embedding, sentiment, topic), each with its own model of the same encoder.
 * All sides run in this process, one thread each, turn about on the same texts. Usage: npm run bench:peers [-- RUNS]
 */
type Run = (text: string) => Promise<unknown>;

const runs = Number(process.argv[2] ?? 300);
const folder = mkdtempSync(join(tmpdir(), 'mainstay-peers-'));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<void> {
  writePeerModels(folder);
  env.localModelPath = folder;
  env.allowRemoteModels = false;
  const models = await startTextModels({ device: 'cpu', workers: 1 });
  const fp32 = await pipelines('fp32');
  const q8 = await pipelines('q8');
  const texts = readOwnMessages()
    .filter((message) => message.split === 'dev')
    .map((message) => message.text);
  const inWorker: number[] = [];
  const sides: Record<string, Run> = {
    'mainstay, whole understanding': (text) => models.understander.understand(text),
    'transformers.js, three pipelines, q8': async (text) => {
      await q8.embedding(text);
      await q8.sentiment(text);
      await q8.topic(text);
    },
    'transformers.js, three pipelines, fp32': async (text) => {
      await fp32.embedding(text);
      await fp32.sentiment(text);
      await fp32.topic(text);
    },
    'mainstay, encoder and heads inside the worker': async (text) => {
      inWorker.push((await models.pool.infer(models.tokenizer.encodeAs('query', text))).milliseconds);
    },
    'transformers.js, one pipeline, q8': (text) => q8.embedding(text),
    'transformers.js, one pipeline, fp32': (text) => fp32.embedding(text),
  };
  const times = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as number[]]));
  for (let i = -20; i < runs; i++) {
    const text = texts[(i + 20) % texts.length]!;
    for (const [name, run] of Object.entries(sides)) {
      const started = performance.now();
      await run(text);
      if (i >= 0) times[name]!.push(performance.now() - started);
    }
  }
  times['mainstay, encoder and heads inside the worker'] = inWorker.slice(20);
  const tokens = texts.map((text) => models.tokenizer.encodeAs('query', text).length).sort((a, b) => a - b);
  print(times, `${texts.length} texts, median ${tokens[tokens.length >> 1]} tokens`);
  await models.close();
}

async function pipelines(dtype: 'fp32' | 'q8'): Promise<Record<PeerName, Run>> {
  const session_options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const entries = await Promise.all(
    Object.entries(peerTasks).map(async ([name, task]) => {
      const run = (await pipeline(task as PipelineType, name, { dtype, session_options })) as unknown as (
        text: string,
        options?: object,
      ) => Promise<unknown>;
      const options = name === 'embedding' ? { pooling: 'mean', normalize: true } : { top_k: null };
      return [name, (text: string) => run(text, options)] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<PeerName, Run>;
}

function print(times: Record<string, number[]>, about: string): void {
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${about}, ${runs} runs, one thread a side`,
  );
  console.log('| side | p50 ms | p95 ms | p99 ms | times ours |\n|---|---|---|---|---|');
  const ours = quantile(times['mainstay, whole understanding']!, 0.5);
  for (const [name, all] of Object.entries(times)) {
    const cells = [0.5, 0.95, 0.99].map((q) => quantile(all, q).toFixed(2));
    console.log(`| ${name} | ${cells.join(' | ')} | ${(quantile(all, 0.5) / ours).toFixed(2)} |`);
  }
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
