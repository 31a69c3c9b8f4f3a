import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBertEncoder } from '../models/onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../models/onnx/onnx-codec.ts';
import { dataTypes, type OnnxModel } from '../models/onnx/onnx-model.ts';
import { bertShapeOf, weightsOfEncoder } from '../models/onnx/weights-of-encoder.ts';
import { type Artefact, openArtefact } from '../models/registry/open-artefact.ts';
import type { LinearHead } from '../models/runtime/linear-head.ts';

/** The tasks of the three pipelines that do one understanding's work. */
export const peerTasks = {
  embedding: 'feature-extraction',
  sentiment: 'text-classification',
  topic: 'text-classification',
} as const;

export type PeerName = keyof typeof peerTasks;

/**
 * Writes our encoder as three separate models in the layout that transformers.js loads, each with its own copy of the
 * encoder: `onnx/model.onnx` (fp32) and `onnx/model_quantized.onnx` (q8, quantised as ours is, which is faster than the
 * common exporter's unsigned weights). Standard operators, a mask, the usual inputs.
 */
export function writePeerModels(folder: string): void {
  const encoder = openArtefact('encoder');
  const base = decodeOnnx(readFileSync(encoder.path('encoder.int8.onnx')));
  const weights = weightsOfEncoder(base);
  const shape = bertShapeOf(base);
  for (const name of Object.keys(peerTasks) as PeerName[]) {
    const head = name === 'embedding' ? null : readHead(openArtefact(name));
    const target = join(folder, name);
    mkdirSync(join(target, 'onnx'), { recursive: true });
    for (const [precision, file] of [
      ['fp32', 'model.onnx'],
      ['int8', 'model_quantized.onnx'],
    ] as const) {
      const output = head ? 'sentence' : 'tokens';
      const model = buildBertEncoder(weights, shape, {
        precision,
        masked: true,
        attention: 'standard',
        output,
      });
      if (head) appendHead(model, head);
      writeFileSync(join(target, 'onnx', file), encodeOnnx(model));
    }
    for (const file of ['tokenizer.json', 'tokenizer_config.json'])
      copyFileSync(encoder.path(file), join(target, file));
    writeFileSync(join(target, 'config.json'), JSON.stringify(configOf(shape.hidden, head)));
  }
}

function readHead(artefact: Artefact): LinearHead {
  return JSON.parse(readFileSync(artefact.path('head.json'), 'utf8')) as LinearHead;
}

function configOf(hidden: number, head: LinearHead | null): object {
  const common = { model_type: 'bert', hidden_size: hidden, max_position_embeddings: 512 };
  if (!head) return { ...common, architectures: ['BertModel'] };
  const id2label = Object.fromEntries(head.labels.map((label, i) => [i, label]));
  return { ...common, architectures: ['BertForSequenceClassification'], id2label };
}

/** The head as two more nodes behind the sentence vector, with the output `logits`. */
function appendHead(model: OnnxModel, head: LinearHead): void {
  const { graph } = model;
  const constant = (name: string, dims: number[], values: ArrayLike<number>) => {
    const rawData = new Uint8Array(Float32Array.from(values).buffer);
    graph.initializer.push({ name, dims, dataType: dataTypes.float, rawData });
  };
  constant('head.weights', [head.labels.length, head.inputs], head.weights);
  constant('head.bias', [head.labels.length], head.bias);
  graph.node.push({
    name: 'head',
    opType: 'Gemm',
    domain: '',
    input: ['sentence', 'head.weights', 'head.bias'],
    output: ['logits'],
    attribute: [{ name: 'transB', type: 2, i: 1 }],
  });
  const dim = [{ dimParam: 'batch' }, { dimValue: head.labels.length }];
  graph.output = [{ name: 'logits', type: { tensorType: { elemType: dataTypes.float, shape: { dim } } } }];
}
