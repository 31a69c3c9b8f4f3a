import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on the text alone, so that a row stays on its side of a split for ever. */
export function hashFraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** Rows whose text hashes below `devShare` are for development figures, the others for training. */
export function splitByHash<Row extends { readonly text: string }>(
  rows: readonly Row[],
  devShare: number,
): { train: Row[]; dev: Row[] } {
  const train: Row[] = [];
  const dev: Row[] = [];
  for (const row of rows) (hashFraction(row.text) < devShare ? dev : train).push(row);
  return { train, dev };
}
