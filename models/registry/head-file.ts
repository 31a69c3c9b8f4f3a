import type { LinearHead } from '../runtime/linear-head.ts';

/** A head as its file holds it: to six significant digits, which is more than the int8 encoder's own noise. */
export function encodeHead(head: LinearHead): string {
  const short = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(6)));
  return `${JSON.stringify({ ...head, weights: short(head.weights), bias: short(head.bias) })}\n`;
}
