import { type AttributeValue, GraphBuilder } from '../onnx/graph-builder.ts';
import type { DataType, OnnxModel } from '../onnx/onnx-model.ts';
import type { Dimension, Variable } from './variable.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

/** Emits the gradients of an operator's inputs, given the name of its output's gradient. */
type Backward = (gradient: string) => void;

/**
 * Writes a computation as an ONNX graph and remembers how to go back through it: reverse-mode differentiation (Griewank
 * and Walther 2008, chapter 3) over the operators of ./ops. Only what leads from a parameter to the loss gets a
 * backward pass.
 */
export class Tape {
  readonly #graph: GraphBuilder;
  readonly #steps: { output: Variable; backward: Backward }[] = [];
  readonly #gradients = new Map<string, string>();
  #count = 0;

  /** @param opset of the standard operators; Dropout's training switch and LayerNormalization want 17 or more. */
  constructor(name: string, opset = 20) {
    this.#graph = new GraphBuilder(name, opset);
  }

  /** Data of a run: token ids, masks, targets. No gradient. */
  input(name: string, type: DataType, shape: readonly Dimension[]): Variable {
    return { name: this.#graph.input(name, type, shape), shape, needsGradient: false };
  }

  /** What is trained: an input too, so that the optimiser's step is a new value and not a new session. */
  parameter(name: string, shape: readonly number[]): Variable {
    return { name: this.#graph.input(name, 'float', shape), shape, needsGradient: true };
  }

  /** Frozen values, in the graph itself. */
  frozen(name: string, shape: readonly number[], data: Float32Array): Variable {
    return { name: this.#graph.float(name, shape, data), shape, needsGradient: false };
  }

  /** One number, or a short list, as a constant. */
  scalar(value: number): string {
    return this.#graph.float(`constant.${value}`, [], Float32Array.of(value));
  }

  /** Axes and shapes. */
  integers(values: readonly number[]): string {
    return this.#graph.int64(`integers.${values.join('_')}`, values);
  }

  integer(value: number): string {
    return this.#graph.int64(`integer.${value}`, [value], []);
  }

  /** One node with one output; returns the output's name. */
  emit(opType: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.#graph.add(opType, inputs, this.#fresh(opType), attributes, domain);
  }

  /** One node with several outputs. */
  emitMany(opType: string, inputs: readonly string[], count: number, attributes: Attributes = {}): string[] {
    const outputs = Array.from({ length: count }, () => this.#fresh(opType));
    this.#graph.addMany(opType, inputs, outputs, attributes);
    return outputs;
  }

  /** Makes what an operator computed a variable, with its way back when one of its inputs needs a gradient. */
  record(
    name: string,
    shape: readonly Dimension[],
    inputs: readonly Variable[],
    backward: Backward,
  ): Variable {
    const output = { name, shape, needsGradient: inputs.some((input) => input.needsGradient) };
    if (output.needsGradient) this.#steps.push({ output, backward });
    return output;
  }

  /** Adds to the gradient of a variable; what needs none is left out, and so must be its computation. */
  accumulate(variable: Variable, gradient: string): void {
    if (!variable.needsGradient) return;
    const before = this.#gradients.get(variable.name);
    this.#gradients.set(variable.name, before ? this.emit('Add', [before, gradient]) : gradient);
  }

  /** A result to read after a run. */
  output(name: string, variable: Pick<Variable, 'name' | 'shape'>, type: DataType = 'float'): void {
    this.#graph.add('Identity', [variable.name], name);
    this.#graph.output(name, type, variable.shape);
  }

  /**
   * Writes the backward pass from a scalar loss: an output `gradient.NAME` for each wanted variable, of its shape.
   * @throws RangeError when the loss does not depend on one.
   */
  differentiate(loss: Variable, wanted: readonly Variable[]): void {
    this.#gradients.set(loss.name, this.scalar(1));
    for (const { output, backward } of this.#steps.toReversed()) {
      const gradient = this.#gradients.get(output.name);
      if (gradient) backward(gradient);
    }
    for (const { name, shape } of wanted) {
      const gradient = this.#gradients.get(name);
      if (!gradient) throw new RangeError(`the loss does not depend on ${name}`);
      this.output(gradientName(name), { name: gradient, shape });
    }
  }

  build(): OnnxModel {
    return this.#graph.build();
  }

  #fresh(opType: string): string {
    this.#count++;
    return `${opType.toLowerCase()}.${this.#count}`;
  }
}

/** The output that holds a parameter's gradient. */
export function gradientName(parameter: string): string {
  return `gradient.${parameter}`;
}
