import { SeededRandom } from '../../../core/seeded-random.ts';

/** Sequences of about one length share a batch: padding is paid for. Shuffled before in pieces of so many batches. */
const batchesInPiece = 20;
/** Places of a batch, padding included: every place costs a row of scores over all products. */
const mostPlaces = 2_048;

/**
 * The batches of one epoch, by the sequences' numbers: each once, those of about one length together.
 * @param lengths of the sequences as they are fed.
 * @param batchSize sequences of a batch, at most; fewer when they are long.
 */
export function planSequences(lengths: readonly number[], batchSize: number, seed: string): Uint32Array[] {
  const random = new SeededRandom(seed);
  const shuffled = random.shuffle(lengths.map((_, i) => i));
  const batches: Uint32Array[] = [];
  const piece = batchSize * batchesInPiece;
  for (let from = 0; from < shuffled.length; from += piece) {
    const sorted = shuffled.slice(from, from + piece).sort((a, b) => lengths[a]! - lengths[b]!);
    let batch: number[] = [];
    for (const i of sorted) {
      // The longest is the last: it decides how far the others are padded.
      if (
        batch.length === batchSize ||
        (batch.length + 1) * lengths[i]! > Math.max(mostPlaces, lengths[i]!)
      ) {
        if (batch.length > 0) batches.push(Uint32Array.from(batch));
        batch = [];
      }
      batch.push(i);
    }
    if (batch.length > 0) batches.push(Uint32Array.from(batch));
  }
  return random.shuffle(batches);
}
