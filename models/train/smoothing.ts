import { type BertShape, buildBertEncoder, type Smoothing } from '../onnx/bert-encoder.ts';
import type { Weights } from '../onnx/safetensors.ts';
import { openGraph } from '../runtime/graph-session.ts';

/** How much of the range goes from the inputs into the weights; .8 came closest to single precision of .3 to 1. */
const strength = 0.8;
/** Channels that are all but silent keep a factor within bounds. */
const least = 1e-5;
const rangeOf = '.range';

/**
 * Factors for an int8 encoder by SmoothQuant (Xiao et al. 2023): a few channels of a layer's input are ten times larger
 * than the others, and one scale for all of them leaves the others a handful of steps. Each channel is divided by
 * max|input|^.8 / max|weight|^.2 before it is quantised, and its weights multiplied by it.
 * @param texts tokens of some hundred texts as they are read in service; none that is measured on.
 */
export async function smoothingOf(
  weights: Weights,
  shape: BertShape,
  texts: readonly Int32Array[],
): Promise<Smoothing> {
  const ranges = await inputRanges(weights, shape, texts);
  return new Map(
    // The inputs of an attention's last layer are mixtures of values: their channels are alike, and factors gain nothing.
    [...ranges]
      .filter(([name]) => !name.endsWith('attention.output.dense'))
      .map(([name, inputs]) => [name, factorsOf(inputs, weightRange(weights, name))]),
  );
}

/** Largest magnitude of each channel of each product's input, by the name of its layer. */
async function inputRanges(
  weights: Weights,
  shape: BertShape,
  texts: readonly Int32Array[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const session = await openGraph(
    buildBertEncoder(weights, shape, {
      precision: 'fp32',
      masked: false,
      attention: 'standard',
      output: 'sentence',
      ranges: true,
    }),
  );
  const ranges = new Map<string, Float32Array>();
  try {
    for (const tokens of texts) {
      const data = BigInt64Array.from(tokens, BigInt);
      const found = await session.run({ input_ids: { shape: [1, tokens.length], data } });
      for (const [name, range] of Object.entries(found)) {
        if (!name.endsWith(rangeOf)) continue;
        const layer = name.slice(0, -rangeOf.length);
        const before = ranges.get(layer);
        ranges.set(layer, before ? before.map((value, i) => Math.max(value, range[i]!)) : range.slice());
      }
    }
  } finally {
    await session.release();
  }
  return ranges;
}

/** Largest magnitude of the weights that read each input channel; query, key and value share one product. */
function weightRange(weights: Weights, name: string): Float32Array {
  const layers = name.endsWith('.query')
    ? ['query', 'key', 'value'].map((part) => name.replace(/query$/, part))
    : [name];
  const inputs = weights.get(`${name}.weight`)!.shape[1]!;
  const range = new Float32Array(inputs);
  for (const layer of layers)
    weights.get(`${layer}.weight`)!.data.forEach((value, at) => {
      range[at % inputs] = Math.max(range[at % inputs]!, Math.abs(value));
    });
  return range;
}

/** Factors of geometric mean 1. */
function factorsOf(inputs: Float32Array, weights: Float32Array): Float32Array {
  const logs = Array.from(
    inputs,
    (input, i) =>
      strength * Math.log(Math.max(least, input)) - (1 - strength) * Math.log(Math.max(least, weights[i]!)),
  );
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  return Float32Array.from(logs, (log) => Math.exp(log - mean));
}
