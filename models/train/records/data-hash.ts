import { createHash } from 'node:crypto';

/** sha256 of rows in their order, as JSON: two runs with the same hash learnt from the same data. */
export function dataHash(rows: Iterable<unknown>): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest('hex');
}
