/** A dimension: a size, or the name of one that each run decides. */
export type Dimension = number | string;

/** A tensor of the graph that gradients can flow through. */
export interface Variable {
  /** Its name in the ONNX graph. */
  readonly name: string;
  readonly shape: readonly Dimension[];
  /** A parameter, or computed from one; what is not gets no backward pass. */
  readonly needsGradient: boolean;
}

/** The last dimension, which operators over features need as a number. @throws RangeError when it is symbolic. */
export function lastSize({ name, shape }: Variable): number {
  const last = shape.at(-1);
  if (typeof last !== 'number')
    throw new RangeError(`the last dimension of ${name} [${shape}] is not a number`);
  return last;
}
