import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import ort from 'onnxruntime-node';
import { buildBertEncoder } from '../models/onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../models/onnx/onnx-codec.ts';
import { bertShapeOf, weightsOfEncoder } from '../models/onnx/weights-of-encoder.ts';
import { openArtefact } from '../models/registry/open-artefact.ts';
import { buildEncoder } from '../models/train/build-encoder.ts';
import { readOwnMessages } from '../models/train/sets/own-messages.ts';
import { TextTokenizer } from '../nlp/tokenizer/text-tokenizer.ts';

/**
 * The int8 encoder against fp32: milliseconds by length, turn about on one thread, and the cosine of their vectors on
 * the project's development messages. Usage: npx tsx bench/encoder.ts [BASE], where BASE is the folder of the encoder
 * that was quantised; without it fp32 runs on the rounded weights, which is as fast but not the original.
 */
const base = process.argv[2];
const options = { precision: 'fp32', masked: false, attention: 'fused', output: 'sentence' } as const;
const artefact = openArtefact('encoder');
const int8Bytes = readFileSync(artefact.path('encoder.int8.onnx'));
const int8 = await open(int8Bytes);
const fp32 = await open(base ? buildEncoder(base, options) : fp32OfInt8());
const tokenizer = TextTokenizer.load(
  artefact.path('tokenizer.json'),
  artefact.path('tokenizer_config.json'),
  {
    prefixes: artefact.manifest.prefixes,
  },
);

console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, one thread, median of 40`);
console.log('| tokens | int8 ms | fp32 ms | times |\n|---|---|---|---|');
for (const length of [8, 16, 24, 32, 64, 128]) {
  const tokens = Int32Array.from({ length }, (_, i) =>
    i === 0 ? 0 : i === length - 1 ? 2 : 100 + ((i * 7919) % 14_000),
  );
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < 45; run++) {
    for (const [side, session] of [int8, fp32].entries()) {
      const started = performance.now();
      await encode(session, tokens);
      if (run >= 5) times[side]!.push(performance.now() - started);
    }
  }
  const [fast, slow] = times.map(median) as [number, number];
  console.log(`| ${length} | ${fast.toFixed(2)} | ${slow.toFixed(2)} | ${(slow / fast).toFixed(2)} |`);
}

const cosines: number[] = [];
for (const { text, split } of readOwnMessages()) {
  if (split !== 'dev') continue;
  const tokens = tokenizer.encodeAs('query', text);
  const [a, b] = [await encode(int8, tokens), await encode(fp32, tokens)];
  cosines.push(a.reduce((sum, value, i) => sum + value * b[i]!, 0));
}
cosines.sort((a, b) => a - b);
const mean = cosines.reduce((a, b) => a + b, 0) / cosines.length;
console.log(
  `cosine of int8 to fp32${base ? '' : ' (of the rounded weights)'} on ${cosines.length} messages: mean ${mean.toFixed(4)}, 1st percentile ${cosines[Math.floor(cosines.length / 100)]!.toFixed(4)}, lowest ${cosines[0]!.toFixed(4)}`,
);

function open(bytes: Uint8Array): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
}

function fp32OfInt8(): Uint8Array {
  const model = decodeOnnx(int8Bytes);
  return encodeOnnx(buildBertEncoder(weightsOfEncoder(model), bertShapeOf(model), options));
}

async function encode(session: ort.InferenceSession, tokens: Int32Array): Promise<Float32Array> {
  const ids = new ort.Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
  return (await session.run({ input_ids: ids })).sentence!.data as Float32Array;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
