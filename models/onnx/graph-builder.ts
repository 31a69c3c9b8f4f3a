import {
  attributeTypes,
  type DataType,
  dataTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts';

export type AttributeValue =
  | { int: number }
  | { float: number }
  | { string: string }
  | { ints: readonly number[] };

type TensorData = Float32Array | Int8Array | Uint8Array | Uint16Array | Int32Array | BigInt64Array;

/** Writes a graph node by node; every method returns the name of what it made, to be an input of the next. */
export class GraphBuilder {
  readonly #nodes: OnnxNode[] = [];
  readonly #constants = new Map<string, OnnxTensor>();
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #domains = new Map<string, number>();
  readonly #name: string;

  /** @param opset version of the standard operators. */
  constructor(name: string, opset: number) {
    this.#name = name;
    this.#domains.set('', opset);
  }

  /** A graph input; a dimension given as text is symbolic. */
  input(name: string, type: DataType, shape: readonly (number | string)[]): string {
    this.#inputs.push(graphValue(name, type, shape));
    return name;
  }

  output(name: string, type: DataType, shape: readonly (number | string)[]): void {
    this.#outputs.push(graphValue(name, type, shape));
  }

  /** A constant tensor; the same name again is the same constant. */
  constant(name: string, type: DataType, dims: readonly number[], data: TensorData): string {
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#constants.set(name, { name, dims: [...dims], dataType: dataTypes[type], rawData });
    return name;
  }

  float(name: string, dims: readonly number[], data: Float32Array): string {
    return this.constant(name, 'float', dims, data);
  }

  int64(name: string, values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant(name, 'int64', dims, BigInt64Array.from(values, BigInt));
  }

  /** One node with one output. */
  add(
    opType: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, AttributeValue>> = {},
    domain = '',
  ): string {
    this.addMany(opType, inputs, [output], attributes, domain);
    return output;
  }

  /** One node with several outputs. */
  addMany(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    domain = '',
  ): void {
    if (!this.#domains.has(domain)) this.#domains.set(domain, 1);
    this.#nodes.push({
      name: `${outputs[0]}`,
      opType,
      domain,
      input: [...inputs],
      output: [...outputs],
      attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
    });
  }

  /** @param metadata short texts kept in the file: where it comes from, its licence. */
  build(metadata: Readonly<Record<string, string>> = {}): OnnxModel {
    return {
      irVersion: 9,
      producerName: 'mainstay',
      opsetImport: [...this.#domains].map(([domain, version]) => ({ domain, version })),
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name: this.#name,
        node: this.#nodes,
        initializer: [...this.#constants.values()],
        input: this.#inputs,
        output: this.#outputs,
      },
    };
  }
}

function graphValue(name: string, type: DataType, shape: readonly (number | string)[]): OnnxValue {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: dataTypes[type], shape: { dim } } } };
}

function attributeOf(name: string, value: AttributeValue): OnnxAttribute {
  if ('int' in value) return { name, type: attributeTypes.int, i: value.int };
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  if ('string' in value)
    return { name, type: attributeTypes.string, s: new TextEncoder().encode(value.string) };
  return { name, type: attributeTypes.ints, ints: [...value.ints] };
}
