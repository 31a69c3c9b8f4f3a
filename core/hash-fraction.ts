import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on the text alone: a row stays on its side of a split, a conversation in its share. */
export function hashFraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
