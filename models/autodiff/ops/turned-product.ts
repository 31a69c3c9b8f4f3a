import type { Tape } from '../tape.ts';

/** A B with either of them turned over its last two axes first, without writing the turned one out. */
export function turnedProduct(
  tape: Tape,
  a: string,
  b: string,
  turn: { readonly a?: boolean; readonly b?: boolean },
): string {
  const attributes = { transA: { int: turn.a ? 1 : 0 }, transB: { int: turn.b ? 1 : 0 } };
  return tape.emit('FusedMatMul', [a, b], attributes, 'com.microsoft');
}
