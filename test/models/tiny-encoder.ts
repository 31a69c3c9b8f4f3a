import { SeededRandom } from '../../core/seeded-random.ts';
import type { BertShape } from '../../models/onnx/bert-encoder.ts';
import type { Weights, WeightTensor } from '../../models/onnx/safetensors.ts';

export const tinyShape: BertShape = {
  layers: 2,
  hidden: 32,
  heads: 4,
  feedForward: 64,
  positions: 24,
  vocabulary: 50,
  layerNormEpsilon: 1e-12,
};

/** Random weights under Hugging Face's names, about as large as trained ones. */
export function tinyWeights(seed: string, shape = tinyShape): Weights {
  const random = new SeededRandom(seed);
  const weights = new Map<string, WeightTensor>();
  const put = (name: string, dims: number[], spread: number, centre = 0) => {
    const data = Float32Array.from(
      { length: dims.reduce((a, b) => a * b, 1) },
      () => centre + spread * gauss(random),
    );
    weights.set(name, { shape: dims, data });
  };
  const { hidden, feedForward } = shape;
  const norm = (name: string) => {
    put(`${name}.weight`, [hidden], 0.1, 1);
    put(`${name}.bias`, [hidden], 0.1);
  };
  const linear = (name: string, inputs: number, outputs: number) => {
    put(`${name}.weight`, [outputs, inputs], 1 / Math.sqrt(inputs));
    put(`${name}.bias`, [outputs], 0.1);
  };
  put('embeddings.word_embeddings.weight', [shape.vocabulary, hidden], 0.5);
  put('embeddings.position_embeddings.weight', [shape.positions, hidden], 0.2);
  put('embeddings.token_type_embeddings.weight', [2, hidden], 0.2);
  norm('embeddings.LayerNorm');
  for (let layer = 0; layer < shape.layers; layer++) {
    const name = `encoder.layer.${layer}`;
    for (const part of ['query', 'key', 'value']) linear(`${name}.attention.self.${part}`, hidden, hidden);
    linear(`${name}.attention.output.dense`, hidden, hidden);
    norm(`${name}.attention.output.LayerNorm`);
    linear(`${name}.intermediate.dense`, hidden, feedForward);
    linear(`${name}.output.dense`, feedForward, hidden);
    norm(`${name}.output.LayerNorm`);
  }
  return weights;
}

function gauss(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
