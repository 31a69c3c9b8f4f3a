import { hashFraction } from '../../../core/hash-fraction.ts';

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
