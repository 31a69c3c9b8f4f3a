import type { BertShape } from '../../models/onnx/bert-encoder.ts';
import type { Weights } from '../../models/onnx/safetensors.ts';

/** BERT's forward pass written out in plain loops and double precision: the mean of the last layer, length 1. */
export function referenceSentence(weights: Weights, shape: BertShape, tokens: readonly number[]): number[] {
  const { hidden, heads, layers, layerNormEpsilon } = shape;
  const get = (name: string) => weights.get(name)!.data;
  const linear = (rows: number[][], name: string) => {
    const weight = get(`${name}.weight`);
    const bias = get(`${name}.bias`);
    return rows.map((row) =>
      Array.from(bias, (b, o) => row.reduce((sum, value, i) => sum + value * weight[o * row.length + i]!, b)),
    );
  };
  const norm = (rows: number[][], name: string) =>
    rows.map((row) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / row.length;
      return row.map(
        (value, i) =>
          ((value - mean) / Math.sqrt(variance + layerNormEpsilon)) * get(`${name}.weight`)[i]! +
          get(`${name}.bias`)[i]!,
      );
    });
  const add = (a: number[][], b: number[][]) => a.map((row, r) => row.map((value, i) => value + b[r]![i]!));

  const row = (name: string, index: number) => [...get(name).slice(index * hidden, (index + 1) * hidden)];
  let x = norm(
    tokens.map((token, position) =>
      row('embeddings.word_embeddings.weight', token).map(
        (value, i) =>
          value +
          row('embeddings.position_embeddings.weight', position)[i]! +
          row('embeddings.token_type_embeddings.weight', 0)[i]!,
      ),
    ),
    'embeddings.LayerNorm',
  );
  const size = hidden / heads;
  for (let layer = 0; layer < layers; layer++) {
    const name = `encoder.layer.${layer}`;
    const [q, k, v] = ['query', 'key', 'value'].map((part) =>
      linear(x, `${name}.attention.self.${part}`),
    ) as [number[][], number[][], number[][]];
    const mixed = x.map((_, t) =>
      Array.from({ length: hidden }, (_unused, at) => {
        const from = Math.floor(at / size) * size;
        const scores = k.map((key) => {
          let score = 0;
          for (let i = from; i < from + size; i++) score += q[t]![i]! * key[i]!;
          return Math.exp(score / Math.sqrt(size));
        });
        const total = scores.reduce((a, b) => a + b, 0);
        return scores.reduce((sum, score, s) => sum + (score / total) * v[s]![at]!, 0);
      }),
    );
    const attended = norm(
      add(linear(mixed, `${name}.attention.output.dense`), x),
      `${name}.attention.output.LayerNorm`,
    );
    const wide = linear(attended, `${name}.intermediate.dense`).map((r) => r.map(gelu));
    x = norm(add(linear(wide, `${name}.output.dense`), attended), `${name}.output.LayerNorm`);
  }
  const mean = x[0]!.map((_, i) => x.reduce((sum, r) => sum + r[i]!, 0) / x.length);
  const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0));
  return mean.map((value) => value / length);
}

function gelu(x: number): number {
  return 0.5 * x * (1 + erf(x / Math.SQRT2));
}

/** By its Maclaurin series, which converges for every argument that occurs here. */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
