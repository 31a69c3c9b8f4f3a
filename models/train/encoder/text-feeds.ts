import type { Value } from '../../runtime/graph-session.ts';

/** Rows of tokens as one padded batch: `input_ids` and `mask`, [rows, the longest]. */
export function textFeeds(
  rows: readonly Int32Array[],
  padToken: number,
): Record<'input_ids' | 'mask', Value> {
  const width = Math.max(...rows.map(({ length }) => length));
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(padToken));
  const mask = new Float32Array(rows.length * width);
  rows.forEach((tokens, r) => {
    tokens.forEach((token, i) => {
      ids[r * width + i] = BigInt(token);
    });
    mask.fill(1, r * width, r * width + tokens.length);
  });
  const shape = [rows.length, width];
  return { input_ids: { shape, data: ids }, mask: { shape, data: mask } };
}
