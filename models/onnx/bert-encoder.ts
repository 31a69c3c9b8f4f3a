import { float32ToFloat16 } from './float16.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { OnnxModel } from './onnx-model.ts';
import { quantiseColumns, quantiseRows } from './quantise.ts';
import type { Weights, WeightTensor } from './safetensors.ts';

/** Shape of a BERT encoder, from a Hugging Face config.json. */
export interface BertShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly positions: number;
  readonly vocabulary: number;
  readonly layerNormEpsilon: number;
}

/**
 * What each channel of a product's input is divided by before it is quantised, and its weights multiplied by: by the name
 * of the layer, of the first of those that share a product.
 */
export type Smoothing = ReadonlyMap<string, Float32Array>;

export interface BertEncoderOptions {
  /**
   * int8: signed weights per channel, activations quantised at run time; for CPUs.
   * fp16: for GPUs, half the memory. fp32: the reference.
   */
  readonly precision: 'int8' | 'fp16' | 'fp32';
  /** With an attention_mask input, for batches with padding. Without one every token counts: batch 1 on a CPU. */
  readonly masked: boolean;
  /** 'fused' uses ONNX Runtime's MultiHeadAttention; 'standard' only operators that every runtime knows. */
  readonly attention: 'fused' | 'standard';
  /**
   * 'sentence': `sentence`, the mean over the tokens at length 1, and `first`, the first token, each [batch, hidden].
   * 'tokens': the last layer, [batch, sequence, hidden].
   */
  readonly output: 'sentence' | 'tokens';
  /** Of int8; without it inputs are quantised as they are. */
  readonly smoothing?: Smoothing;
  /** Gives also, for each product, the largest magnitude of each channel of its input: `NAME.range`, [inputs]. */
  readonly ranges?: boolean;
  /** Kept in the file: source, licence. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The encoder of BERT (Devlin et al. 2018; post-layer-norm, erf-GELU) as an ONNX graph.
 * Inputs: `input_ids` int64 [batch, sequence], and `attention_mask` int64 of the same shape when masked.
 * @param weights tensors under Hugging Face's BertModel names. @throws RangeError when one is missing or misshapen.
 */
export function buildBertEncoder(weights: Weights, shape: BertShape, options: BertEncoderOptions): OnnxModel {
  return new BertEncoderBuilder(weights, shape, options).build();
}

class BertEncoderBuilder {
  readonly #weights: Weights;
  readonly #shape: BertShape;
  readonly #options: BertEncoderOptions;
  readonly #graph = new GraphBuilder('bert-encoder', 20);
  readonly #float: 'float' | 'float16';
  #mask = '';

  constructor(weights: Weights, shape: BertShape, options: BertEncoderOptions) {
    this.#weights = weights;
    this.#shape = shape;
    this.#options = options;
    this.#float = options.precision === 'fp16' ? 'float16' : 'float';
  }

  build(): OnnxModel {
    const graph = this.#graph;
    const { masked, output, metadata } = this.#options;
    const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
    if (masked) this.#mask = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
    let hidden = this.#embeddings(ids);
    if (masked) this.#prepareMask();
    for (let layer = 0; layer < this.#shape.layers; layer++) hidden = this.#layer(hidden, layer);
    if (output === 'tokens') {
      this.#toFloat(hidden, 'last_hidden_state');
      graph.output('last_hidden_state', 'float', ['batch', 'sequence', this.#shape.hidden]);
    } else {
      const tokens = this.#toFloat(hidden, 'tokens');
      this.#sentence(tokens);
      graph.add('Gather', [tokens, graph.int64('first.place', [0], [])], 'first', { axis: { int: 1 } });
      graph.output('first', 'float', ['batch', this.#shape.hidden]);
      graph.output('sentence', 'float', ['batch', this.#shape.hidden]);
    }
    return graph.build(metadata);
  }

  #embeddings(ids: string): string {
    const graph = this.#graph;
    const { vocabulary, hidden, positions } = this.#shape;
    const words = this.#weight('embeddings.word_embeddings.weight', [vocabulary, hidden]);
    let word: string;
    if (this.#options.precision === 'int8') {
      // Rows are looked up as integers and scaled afterwards, so that the table stays 1 byte a value in memory.
      const { values, scales } = quantiseRows(words, vocabulary, hidden);
      graph.constant('words.values', 'int8', [vocabulary, hidden], values);
      graph.float('words.scales', [vocabulary, 1], scales);
      const rows = graph.add('Gather', ['words.values', ids], 'words.rows');
      const real = graph.add('Cast', [rows], 'words.real', { to: { int: 1 } });
      const scale = graph.add('Gather', ['words.scales', ids], 'words.scale');
      word = graph.add('Mul', [real, scale], 'words.scaled');
    } else {
      word = graph.add('Gather', [this.#constant('words', [vocabulary, hidden], words), ids], 'words.rows');
    }
    const positionTable = this.#constant('positions', [positions, hidden], this.#positionsAndType());
    const length = graph.add('Shape', [ids], 'length', { start: { int: 1 }, end: { int: 2 } });
    const start = graph.int64('zero', [0]);
    const position = graph.add('Slice', [positionTable, start, length, start], 'positions.rows');
    return this.#layerNorm(graph.add('Add', [word, position], 'embedded'), 'embeddings.LayerNorm');
  }

  /** Token types are all 0, so that their row is added to every position once and for all. */
  #positionsAndType(): Float32Array {
    const { hidden, positions } = this.#shape;
    const types = this.#weight('embeddings.token_type_embeddings.weight', [null, hidden]);
    return this.#weight('embeddings.position_embeddings.weight', [positions, hidden]).map(
      (value, i) => value + types[i % hidden]!,
    );
  }

  #prepareMask(): void {
    const graph = this.#graph;
    if (this.#options.attention === 'fused') {
      graph.add('Cast', [this.#mask], 'mask.int', { to: { int: 6 } });
      return;
    }
    const real = graph.add('Cast', [this.#mask], 'mask.real', {
      to: { int: this.#float === 'float' ? 1 : 10 },
    });
    const away = graph.add('Sub', [this.#constant('one', [1], Float32Array.of(1)), real], 'mask.away');
    const low = graph.add('Mul', [away, this.#constant('low', [1], Float32Array.of(-10_000))], 'mask.low');
    graph.add('Unsqueeze', [low, graph.int64('mask.axes', [1, 2])], 'mask.bias');
  }

  #layer(input: string, layer: number): string {
    const name = `encoder.layer.${layer}`;
    const { hidden, feedForward } = this.#shape;
    const attended = this.#attention(input, name);
    const projected = this.#linear(attended, [`${name}.attention.output.dense`], hidden, hidden);
    const first = this.#layerNorm(
      this.#graph.add('Add', [projected, input], `${name}.attention.sum`),
      `${name}.attention.output.LayerNorm`,
    );
    const wide = this.#linear(first, [`${name}.intermediate.dense`], hidden, feedForward);
    const active = this.#graph.add('Gelu', [wide], `${name}.gelu`);
    const narrow = this.#linear(active, [`${name}.output.dense`], feedForward, hidden);
    return this.#layerNorm(
      this.#graph.add('Add', [narrow, first], `${name}.output.sum`),
      `${name}.output.LayerNorm`,
    );
  }

  /** Query, key and value come from one wide product: the input is quantised and read once. */
  #attention(input: string, name: string): string {
    const graph = this.#graph;
    const { hidden, heads } = this.#shape;
    const self = `${name}.attention.self`;
    const all = this.#linear(
      input,
      ['query', 'key', 'value'].map((part) => `${self}.${part}`),
      hidden,
      hidden,
    );
    const parts = ['query', 'key', 'value'].map((part) => `${self}.${part}.part`);
    graph.addMany('Split', [all], parts, { axis: { int: -1 }, num_outputs: { int: 3 } });
    if (this.#options.attention === 'fused') {
      const mask = this.#options.masked ? ['', 'mask.int'] : [];
      const attributes = { num_heads: { int: heads } };
      return graph.add('MultiHeadAttention', [...parts, ...mask], `${self}.out`, attributes, 'com.microsoft');
    }
    return this.#standardAttention(parts, self);
  }

  #standardAttention(parts: readonly string[], self: string): string {
    const graph = this.#graph;
    const { hidden, heads } = this.#shape;
    const split = graph.int64('heads.split', [0, 0, heads, hidden / heads]);
    const join = graph.int64('heads.join', [0, 0, hidden]);
    const perms = [[0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]]; // biome-ignore format: a table
    const [query, key, value] = parts.map((part, i) => {
      const cut = graph.add('Reshape', [part, split], `${part}.cut`);
      return graph.add('Transpose', [cut], `${part}.turned`, { perm: { ints: perms[i]! } });
    });
    const scale = this.#constant('attention.scale', [1], Float32Array.of(1 / Math.sqrt(hidden / heads)));
    const raw = graph.add('MatMul', [query!, key!], `${self}.raw`);
    let scores = graph.add('Mul', [raw, scale], `${self}.scores`);
    if (this.#options.masked) scores = graph.add('Add', [scores, 'mask.bias'], `${self}.masked`);
    const weights = graph.add('Softmax', [scores], `${self}.weights`, { axis: { int: -1 } });
    const mixed = graph.add('MatMul', [weights, value!], `${self}.mixed`);
    const turned = graph.add('Transpose', [mixed], `${self}.turned`, { perm: { ints: [0, 2, 1, 3] } });
    return graph.add('Reshape', [turned, join], `${self}.out`);
  }

  /** x W^T + b; several layers side by side share one product. */
  #linear(input: string, names: readonly string[], inputs: number, outputsEach: number): string {
    const graph = this.#graph;
    const name = names[0]!;
    const outputs = outputsEach * names.length;
    // Hugging Face stores [out, in]; a product wants [in, out].
    const matrix = new Float32Array(inputs * outputs);
    const bias = new Float32Array(outputs);
    names.forEach((part, block) => {
      const weight = this.#weight(`${part}.weight`, [outputsEach, inputs]);
      bias.set(this.#weight(`${part}.bias`, [outputsEach]), block * outputsEach);
      for (let o = 0; o < outputsEach; o++) {
        for (let i = 0; i < inputs; i++) {
          matrix[i * outputs + block * outputsEach + o] = weight[o * inputs + i]!;
        }
      }
    });
    if (this.#options.ranges) this.#range(input, name, inputs);
    const product =
      this.#options.precision === 'int8'
        ? this.#integerProduct(input, name, matrix, inputs, outputs)
        : graph.add(
            'MatMul',
            [input, this.#constant(`${name}.matrix`, [inputs, outputs], matrix)],
            `${name}.product`,
          );
    return graph.add('Add', [product, this.#constant(`${name}.bias`, [outputs], bias)], `${name}.linear`);
  }

  #range(input: string, name: string, inputs: number): void {
    const graph = this.#graph;
    const magnitudes = graph.add('Abs', [input], `${name}.magnitudes`);
    const axes = graph.int64('axes.rows', [0, 1]);
    graph.add('ReduceMax', [magnitudes, axes], `${name}.range`, { keepdims: { int: 0 } });
    graph.output(`${name}.range`, 'float', [inputs]);
  }

  /** These five nodes with the bias behind them are what ONNX Runtime fuses into one DynamicQuantizeMatMul. */
  #integerProduct(
    input: string,
    name: string,
    matrix: Float32Array,
    inputs: number,
    outputs: number,
  ): string {
    const graph = this.#graph;
    const factors = this.#options.smoothing?.get(name);
    const { values, scales } = quantiseColumns(
      factors ? matrix.map((value, at) => value * factors[Math.floor(at / outputs)]!) : matrix,
      inputs,
      outputs,
    );
    graph.constant(`${name}.values`, 'int8', [inputs, outputs], values);
    graph.float(`${name}.scales`, [outputs], scales);
    graph.constant(`${name}.zero`, 'int8', [outputs], new Int8Array(outputs));
    const [quantised, scale, zero] = [`${name}.in`, `${name}.in.scale`, `${name}.in.zero`] as const;
    const smooth = factors ? this.#smoothed(input, name, factors) : input;
    graph.addMany('DynamicQuantizeLinear', [smooth], [quantised, scale, zero]);
    const integers = graph.add(
      'MatMulInteger',
      [quantised, `${name}.values`, zero, `${name}.zero`],
      `${name}.integers`,
    );
    const real = graph.add('Cast', [integers], `${name}.real`, { to: { int: 1 } });
    const bothScales = graph.add('Mul', [scale, `${name}.scales`], `${name}.both.scales`);
    return graph.add('Mul', [real, bothScales], `${name}.product`);
  }

  #smoothed(input: string, name: string, factors: Float32Array): string {
    const inverse = factors.map((factor) => 1 / factor);
    const constant = this.#graph.float(`${name}.smoothing`, [factors.length], inverse);
    return this.#graph.add('Mul', [input, constant], `${name}.smooth`);
  }

  #layerNorm(input: string, name: string): string {
    const { hidden, layerNormEpsilon } = this.#shape;
    const scale = this.#constant(`${name}.weight`, [hidden], this.#weight(`${name}.weight`, [hidden]));
    const bias = this.#constant(`${name}.bias`, [hidden], this.#weight(`${name}.bias`, [hidden]));
    return this.#graph.add('LayerNormalization', [input, scale, bias], `${name}.out`, {
      axis: { int: -1 },
      epsilon: { float: layerNormEpsilon },
    });
  }

  /** Mean over the tokens under the mask, then length 1. */
  #sentence(tokens: string): void {
    const graph = this.#graph;
    const axis = graph.int64('axis.tokens', [1]);
    const keep = { keepdims: { int: 0 } };
    let mean: string;
    if (this.#options.masked) {
      const real = graph.add('Cast', [this.#mask], 'pool.mask', { to: { int: 1 } });
      const wide = graph.add('Unsqueeze', [real, graph.int64('axis.last', [2])], 'pool.wide');
      const sum = graph.add(
        'ReduceSum',
        [graph.add('Mul', [tokens, wide], 'pool.kept'), axis],
        'pool.sum',
        keep,
      );
      mean = graph.add('Div', [sum, graph.add('ReduceSum', [wide, axis], 'pool.count', keep)], 'pool.mean');
    } else {
      mean = graph.add('ReduceMean', [tokens, axis], 'pool.mean', keep);
    }
    graph.add('LpNormalization', [mean], 'sentence', { axis: { int: -1 }, p: { int: 2 } });
  }

  #toFloat(input: string, output: string): string {
    return this.#float === 'float'
      ? this.#graph.add('Identity', [input], output)
      : this.#graph.add('Cast', [input], output, { to: { int: 1 } });
  }

  #constant(name: string, dims: readonly number[], data: Float32Array): string {
    return this.#float === 'float'
      ? this.#graph.float(name, dims, data)
      : this.#graph.constant(name, 'float16', dims, float32ToFloat16(data));
  }

  #weight(name: string, shape: readonly (number | null)[]): Float32Array {
    const tensor: WeightTensor | undefined = this.#weights.get(name) ?? this.#weights.get(`bert.${name}`);
    if (!tensor) throw new RangeError(`the weights have no tensor ${name}`);
    const fits =
      tensor.shape.length === shape.length && shape.every((n, i) => n === null || n === tensor.shape[i]);
    if (!fits) throw new RangeError(`tensor ${name} is [${tensor.shape}], expected [${shape}]`);
    return tensor.data;
  }
}
