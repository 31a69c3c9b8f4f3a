import { normal } from '../../../core/distributions.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../autodiff/ops/add.ts';
import { attention } from '../../autodiff/ops/attention.ts';
import { dropout } from '../../autodiff/ops/dropout.ts';
import { firstToken } from '../../autodiff/ops/first-token.ts';
import { gather } from '../../autodiff/ops/gather.ts';
import { gelu } from '../../autodiff/ops/gelu.ts';
import { layerNorm } from '../../autodiff/ops/layer-norm.ts';
import { linear } from '../../autodiff/ops/linear.ts';
import { maskedMean } from '../../autodiff/ops/masked-mean.ts';
import { scale } from '../../autodiff/ops/scale.ts';
import { unitLength } from '../../autodiff/ops/unit-length.ts';
import type { Tape } from '../../autodiff/tape.ts';
import type { Variable } from '../../autodiff/variable.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import type { LoraTarget, Tuning } from './tuning.ts';

/** A trained tensor before its first step. */
export interface InitialParameter {
  readonly variable: Variable;
  readonly data: Float32Array;
  /** Weight decay is for matrices; biases and norms are left alone (Devlin et al. 2018). */
  readonly decays: boolean;
}

export interface TrainableEncoderOptions {
  readonly tuning: Tuning;
  /** Share of values dropped after the embeddings, in the attention weights and before each sum (BERT: .1). */
  readonly dropoutRate: number;
  /** Adds an input `disturbance` [batch, sequence, hidden] to the word vectors, whose gradient is theirs: for FGM. */
  readonly disturbed?: boolean;
  /** Of the initial values. */
  readonly random: SeededRandom;
  /** Of the dropout masks. */
  readonly maskRandom: SeededRandom;
}

/** The encoder's part of a training graph. */
export interface TrainableEncoder {
  /** Mean over the tokens, length 1: [batch, hidden]. */
  readonly sentence: Variable;
  /** The first token in the last layer, after dropout: [batch, hidden]. */
  readonly first: Variable;
  readonly parameters: readonly InitialParameter[];
  /** When asked for. */
  readonly disturbance: Variable | null;
}

const layerParts: Readonly<Record<LoraTarget, string>> = {
  query: 'attention.self.query',
  key: 'attention.self.key',
  value: 'attention.self.value',
  attention: 'attention.output.dense',
  intermediate: 'intermediate.dense',
  output: 'output.dense',
};

/**
 * Writes a BERT encoder into a training graph. Inputs of a run: `input_ids` int64 and `mask` float, [batch, sequence],
 * and `training`, a scalar bool.
 * @param weights under Hugging Face's BertModel names. @throws RangeError when one is missing.
 */
export function trainableEncoder(
  tape: Tape,
  weights: Weights,
  shape: BertShape,
  options: TrainableEncoderOptions,
): TrainableEncoder {
  return new Writer(tape, weights, shape, options).write();
}

class Writer {
  readonly #tape: Tape;
  readonly #weights: Weights;
  readonly #shape: BertShape;
  readonly #options: TrainableEncoderOptions;
  readonly #parameters: InitialParameter[] = [];
  readonly #training: Variable;

  constructor(tape: Tape, weights: Weights, shape: BertShape, options: TrainableEncoderOptions) {
    this.#tape = tape;
    this.#weights = weights;
    this.#shape = shape;
    this.#options = options;
    this.#training = tape.input('training', 'bool', []);
  }

  write(): TrainableEncoder {
    const tape = this.#tape;
    const ids = tape.input('input_ids', 'int64', ['batch', 'sequence']);
    const mask = tape.input('mask', 'float', ['batch', 'sequence']);
    const disturbance = this.#options.disturbed
      ? {
          ...tape.input('disturbance', 'float', ['batch', 'sequence', this.#shape.hidden]),
          needsGradient: true,
        }
      : null;
    let x = this.#embeddings(ids, disturbance);
    const bias = this.#maskBias(mask);
    for (let layer = 0; layer < this.#shape.layers; layer++)
      x = this.#layer(x, bias, `encoder.layer.${layer}`);
    const sentence = unitLength(tape, maskedMean(tape, x, mask));
    const first = this.#drop(firstToken(tape, x));
    return { sentence, first, parameters: this.#parameters, disturbance };
  }

  #embeddings(ids: Variable, disturbance: Variable | null): Variable {
    const tape = this.#tape;
    const { hidden, positions } = this.#shape;
    const { tuning } = this.#options;
    const words = this.#tensor('embeddings.word_embeddings.weight', tuning.method === 'full' && tuning.words);
    let embedded = gather(tape, words, ids);
    if (disturbance) embedded = add(tape, embedded, disturbance);
    const types = this.#data('embeddings.token_type_embeddings.weight');
    const both = this.#data('embeddings.position_embeddings.weight').map(
      (value, i) => value + types[i % hidden]!,
    );
    const table = tape.frozen('positions', [positions, hidden], both);
    const length = tape.emit('Shape', [ids.name], { start: { int: 1 }, end: { int: 2 } });
    const start = tape.integers([0]);
    const rows = tape.emit('Slice', [table.name, start, length, start]);
    const placed = add(tape, embedded, { name: rows, shape: ['sequence', hidden], needsGradient: false });
    return this.#drop(this.#norm(placed, 'embeddings.LayerNorm'));
  }

  /** 0 for tokens that count, -10,000 for padding: [batch, 1, 1, sequence]. */
  #maskBias(mask: Variable): Variable {
    const tape = this.#tape;
    const away = tape.emit('Sub', [tape.scalar(1), mask.name]);
    const low = tape.emit('Mul', [away, tape.scalar(-10_000)]);
    const name = tape.emit('Unsqueeze', [low, tape.integers([1, 2])]);
    return { name, shape: ['batch', 1, 1, 'sequence'], needsGradient: false };
  }

  #layer(input: Variable, bias: Variable, name: string): Variable {
    const tape = this.#tape;
    const [query, key, value] = (['query', 'key', 'value'] as const).map((part) =>
      this.#linear(input, name, part),
    ) as [Variable, Variable, Variable];
    const mixed = attention(
      tape,
      { query, key, value },
      { heads: this.#shape.heads, bias, drop: (weights) => this.#drop(weights) },
    );
    const attended = this.#adapted(this.#drop(this.#linear(mixed, name, 'attention')), `${name}.attention`);
    const first = this.#norm(add(tape, attended, input), `${name}.attention.output.LayerNorm`);
    const wide = gelu(tape, this.#linear(first, name, 'intermediate'));
    const narrow = this.#adapted(this.#drop(this.#linear(wide, name, 'output')), `${name}.output`);
    return this.#norm(add(tape, narrow, first), `${name}.output.LayerNorm`);
  }

  #linear(x: Variable, layer: string, part: LoraTarget): Variable {
    const tape = this.#tape;
    const { tuning } = this.#options;
    const name = `${layer}.${layerParts[part]}`;
    const full = tuning.method === 'full';
    const y = linear(tape, x, this.#matrix(`${name}.weight`, full), this.#tensor(`${name}.bias`, full));
    if (tuning.method !== 'lora' || !tuning.targets.includes(part)) return y;
    const [outputs, inputs] = this.#weight(`${name}.weight`).shape as [number, number];
    const { rank, alpha } = tuning;
    const down = this.#new(`${name}.lora.a`, [inputs, rank], 1 / Math.sqrt(inputs));
    const up = this.#new(`${name}.lora.b`, [rank, outputs], 0);
    return add(tape, y, linear(tape, scale(tape, linear(tape, this.#drop(x), down), alpha / rank), up));
  }

  /** x + a small network of x that begins at zero. */
  #adapted(x: Variable, name: string): Variable {
    const tape = this.#tape;
    const { tuning } = this.#options;
    if (tuning.method !== 'adapters') return x;
    const { hidden } = this.#shape;
    const down = this.#new(`${name}.adapter.down`, [hidden, tuning.bottleneck], 1 / Math.sqrt(hidden));
    const middle = this.#new(`${name}.adapter.down.bias`, [tuning.bottleneck], 0, false);
    const up = this.#new(`${name}.adapter.up`, [tuning.bottleneck, hidden], 0);
    const last = this.#new(`${name}.adapter.up.bias`, [hidden], 0, false);
    return add(tape, x, linear(tape, gelu(tape, linear(tape, x, down, middle)), up, last));
  }

  #norm(x: Variable, name: string): Variable {
    const full = this.#options.tuning.method === 'full';
    const { layerNormEpsilon } = this.#shape;
    return layerNorm(
      this.#tape,
      x,
      this.#tensor(`${name}.weight`, full),
      this.#tensor(`${name}.bias`, full),
      layerNormEpsilon,
    );
  }

  #drop(x: Variable): Variable {
    // The head alone is trained on the vectors that service will see.
    const { tuning, dropoutRate, maskRandom } = this.#options;
    if (tuning.method === 'head' || dropoutRate === 0) return x;
    return dropout(this.#tape, x, {
      rate: dropoutRate,
      training: this.#training,
      seed: maskRandom.nextInt(2 ** 31),
    });
  }

  /** Hugging Face stores [out, in]; a product wants [in, out]. */
  #matrix(name: string, trained: boolean): Variable {
    const { data, shape } = this.#weight(name);
    const [outputs, inputs] = shape as [number, number];
    const turned = new Float32Array(data.length);
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < inputs; i++) turned[i * outputs + o] = data[o * inputs + i]!;
    return this.#variable(name, [inputs, outputs], turned, trained);
  }

  #tensor(name: string, trained: boolean): Variable {
    const { data, shape } = this.#weight(name);
    return this.#variable(name, shape, data, trained);
  }

  #variable(name: string, shape: readonly number[], data: Float32Array, trained: boolean): Variable {
    if (!trained) return this.#tape.frozen(name, shape, data);
    const variable = this.#tape.parameter(name, shape);
    this.#parameters.push({ variable, data, decays: shape.length > 1 });
    return variable;
  }

  #new(name: string, shape: readonly number[], spread: number, decays = true): Variable {
    const { random } = this.#options;
    const size = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length: size }, () => (spread === 0 ? 0 : spread * normal(random)));
    const variable = this.#tape.parameter(name, shape);
    this.#parameters.push({ variable, data, decays });
    return variable;
  }

  #data(name: string): Float32Array {
    return this.#weight(name).data;
  }

  #weight(name: string) {
    const tensor = this.#weights.get(name) ?? this.#weights.get(`bert.${name}`);
    if (!tensor) throw new RangeError(`the weights have no tensor ${name}`);
    return tensor;
  }
}
