import type { BertShape } from './bert-encoder.ts';
import type { OnnxModel, OnnxTensor } from './onnx-model.ts';
import type { Weights, WeightTensor } from './safetensors.ts';

/** The shape of an encoder that models/onnx/bert-encoder.ts wrote as int8. */
export function bertShapeOf(model: OnnxModel): BertShape {
  const tensors = byName(model);
  const [vocabulary, hidden] = dims(tensors, 'words.values');
  const attention = model.graph.node.find((node) => node.opType === 'MultiHeadAttention');
  const norm = model.graph.node.find((node) => node.opType === 'LayerNormalization');
  return {
    layers: model.graph.node.filter((node) => node.opType === 'Gelu').length,
    hidden: hidden!,
    heads: attention?.attribute.find((entry) => entry.name === 'num_heads')?.i ?? 1,
    feedForward: dims(tensors, 'encoder.layer.0.intermediate.dense.values')[1]!,
    positions: dims(tensors, 'positions')[0]!,
    vocabulary: vocabulary!,
    layerNormEpsilon: norm?.attribute.find((entry) => entry.name === 'epsilon')?.f ?? 1e-12,
  };
}

/**
 * The weights of such an int8 encoder as real numbers under Hugging Face's names, so that the same model can be
 * written in another precision without its original file. Token types are in the positions already: their row is 0.
 */
export function weightsOfEncoder(model: OnnxModel): Weights {
  const tensors = byName(model);
  const shape = bertShapeOf(model);
  const { hidden, feedForward } = shape;
  const weights = new Map<string, WeightTensor>();
  const plain = (from: string, to = from) => {
    weights.set(to, { shape: dims(tensors, from), data: floats(tensors, from) });
  };
  const linear = (name: string, parts: readonly string[], inputs: number, each: number) => {
    const values = tensor(tensors, `${name}.values`).rawData;
    const integers = new Int8Array(values.buffer, values.byteOffset, values.length);
    const scales = floats(tensors, `${name}.scales`);
    const bias = floats(tensors, `${name}.bias`);
    const smoothing = tensors.has(`${name}.smoothing`) ? floats(tensors, `${name}.smoothing`) : null;
    const outputs = each * parts.length;
    parts.forEach((part, block) => {
      const data = new Float32Array(each * inputs);
      for (let o = 0; o < each; o++) {
        const column = block * each + o;
        for (let i = 0; i < inputs; i++)
          data[o * inputs + i] = integers[i * outputs + column]! * scales[column]! * (smoothing?.[i] ?? 1);
      }
      weights.set(`${part}.weight`, { shape: [each, inputs], data });
      weights.set(`${part}.bias`, { shape: [each], data: bias.slice(block * each, (block + 1) * each) });
    });
  };
  weights.set('embeddings.word_embeddings.weight', words(tensors, shape));
  plain('positions', 'embeddings.position_embeddings.weight');
  weights.set('embeddings.token_type_embeddings.weight', {
    shape: [1, hidden],
    data: new Float32Array(hidden),
  });
  const norms = ['embeddings.LayerNorm'];
  for (let layer = 0; layer < shape.layers; layer++) {
    const name = `encoder.layer.${layer}`;
    const self = `${name}.attention.self`;
    linear(`${self}.query`, [`${self}.query`, `${self}.key`, `${self}.value`], hidden, hidden);
    linear(`${name}.attention.output.dense`, [`${name}.attention.output.dense`], hidden, hidden);
    linear(`${name}.intermediate.dense`, [`${name}.intermediate.dense`], hidden, feedForward);
    linear(`${name}.output.dense`, [`${name}.output.dense`], feedForward, hidden);
    norms.push(`${name}.attention.output.LayerNorm`, `${name}.output.LayerNorm`);
  }
  for (const norm of norms) {
    plain(`${norm}.weight`);
    plain(`${norm}.bias`);
  }
  return weights;
}

function words(tensors: ReadonlyMap<string, OnnxTensor>, shape: BertShape): WeightTensor {
  const { vocabulary, hidden } = shape;
  const { rawData } = tensor(tensors, 'words.values');
  const scales = floats(tensors, 'words.scales');
  const data = Float32Array.from(new Int8Array(rawData.buffer, rawData.byteOffset, rawData.length));
  for (let i = 0; i < data.length; i++) data[i]! *= scales[Math.floor(i / hidden)]!;
  return { shape: [vocabulary, hidden], data };
}

function byName(model: OnnxModel): ReadonlyMap<string, OnnxTensor> {
  return new Map(model.graph.initializer.map((entry) => [entry.name, entry]));
}

function tensor(tensors: ReadonlyMap<string, OnnxTensor>, name: string): OnnxTensor {
  const found = tensors.get(name);
  if (!found)
    throw new RangeError(`the model has no tensor ${name}; only this project's int8 encoders can be read`);
  return found;
}

function dims(tensors: ReadonlyMap<string, OnnxTensor>, name: string): number[] {
  return tensor(tensors, name).dims;
}

function floats(tensors: ReadonlyMap<string, OnnxTensor>, name: string): Float32Array {
  // Copied, because raw data need not start at a multiple of four.
  return new Float32Array(new Uint8Array(tensor(tensors, name).rawData).buffer);
}
