import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';
import { turnedProduct } from './turned-product.ts';

/**
 * Every row of x [n, width] by every row of a table [rows, width]: [n, rows]. With the table that the inputs were looked
 * up in, the tied output of a sequence model.
 */
export function productWithRows(tape: Tape, x: Variable, table: Variable): Variable {
  const product = turnedProduct(tape, x.name, table.name, { b: true });
  return tape.record(product, [x.shape[0]!, table.shape[0]!], [x, table], (gradient) => {
    if (x.needsGradient) tape.accumulate(x, tape.emit('MatMul', [gradient, table.name]));
    if (table.needsGradient) tape.accumulate(table, turnedProduct(tape, gradient, x.name, { a: true }));
  });
}
