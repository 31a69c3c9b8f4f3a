/** Numbers of the rows for which `keep` holds, in order. */
export function rowsWhere(count: number, keep: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let kept = 0;
  for (let row = 0; row < count; row++) if (keep(row)) rows[kept++] = row;
  return rows.slice(0, kept);
}
