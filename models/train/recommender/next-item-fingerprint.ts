import { createHash } from 'node:crypto';
import type { NextItemRun } from './next-item-run.ts';

/** Everything that the course of a run depends on: a checkpoint of another question is not gone on from. */
export function nextItemFingerprint({
  sequences,
  items,
  text,
  development,
  settings,
}: Pick<NextItemRun, 'sequences' | 'items' | 'text' | 'development' | 'settings'>): string {
  const hash = createHash('sha256').update(JSON.stringify({ items, settings, textWidth: text?.width ?? 0 }));
  if (text) hash.update(bytesOf(text.vectors));
  for (const sequence of sequences) hash.update(`:${sequence.length}:`).update(bytesOf(sequence));
  for (const { known, target } of development)
    hash.update(`:${known.length}:${target}:`).update(bytesOf(known));
  return hash.digest('hex');
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
