import type { Value } from '../../runtime/graph-session.ts';

/** Products in order of time, by their numbers. */
export type Sequence = Uint32Array;

/** `sequence` and `places` for the place after each sequence's last product. Empty sequences cannot be fed. */
export function lastPlaceFeeds(
  sequences: readonly Sequence[],
  positions: number,
): Record<'sequence' | 'places', Value> {
  const shown = sequences.map((sequence) => sequence.subarray(-positions));
  const { length, sequence } = padded(shown);
  const places = BigInt64Array.from(shown, (own, row) => BigInt(row * length + own.length - 1));
  return { sequence, places: { shape: [shown.length], data: places } };
}

/**
 * A training batch: from every place the next product is to be told.
 * @param sequences of at least two products; the newest `positions` + 1 are used.
 */
export function nextItemFeeds(
  sequences: readonly Sequence[],
  positions: number,
): Record<'sequence' | 'places' | 'targets' | 'weights', Value> {
  const shown = sequences.map((own) => own.subarray(-(positions + 1)));
  const { length, sequence } = padded(shown.map((own) => own.subarray(0, -1)));
  const places: bigint[] = [];
  const targets: bigint[] = [];
  shown.forEach((own, row) => {
    for (let at = 1; at < own.length; at++) {
      places.push(BigInt(row * length + at - 1));
      targets.push(BigInt(own[at]!));
    }
  });
  const shape = [places.length];
  return {
    sequence,
    places: { shape, data: BigInt64Array.from(places) },
    targets: { shape, data: BigInt64Array.from(targets) },
    weights: { shape, data: new Float32Array(places.length).fill(1) },
  };
}

/** Rows of one length, filled up at the end with product 0, which no earlier place sees. */
function padded(rows: readonly Sequence[]): { length: number; sequence: Value } {
  const length = Math.max(...rows.map((row) => row.length));
  const data = new BigInt64Array(rows.length * length);
  rows.forEach((row, r) => {
    row.forEach((item, at) => {
      data[r * length + at] = BigInt(item);
    });
  });
  return { length, sequence: { shape: [rows.length, length], data } };
}
