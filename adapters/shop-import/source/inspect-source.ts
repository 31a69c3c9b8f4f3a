import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { BadInputError } from '../../../core/errors.ts';
import { openBytes } from './open-bytes.ts';

export interface SourceFacts {
  /** Of the content, unpacked. */
  readonly sha256: string;
  /** Unpacked. */
  readonly bytes: number;
  readonly isUtf8: boolean;
  /** The first 256 KB, unpacked: what format and columns are told by. */
  readonly head: Buffer;
}

const headBytes = 262_144;

/**
 * Reads a file through once: its fingerprint, its size, and whether all of it is UTF-8.
 * @throws BadInputError when it is not there, no file, or empty.
 */
export async function inspectSource(path: string): Promise<SourceFacts> {
  const found = await stat(path).catch((cause) => {
    throw new BadInputError(`cannot read "${path}": ${(cause as NodeJS.ErrnoException).code}`, { cause });
  });
  if (!found.isFile()) throw new BadInputError(`"${path}" is not a file`);
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const head: Buffer[] = [];
  let bytes = 0;
  let isUtf8 = true;
  for await (const chunk of await openBytes(path)) {
    hash.update(chunk);
    if (bytes < headBytes) head.push(chunk);
    bytes += chunk.length;
    isUtf8 &&= decodes(decoder, chunk);
  }
  if (bytes === 0) throw new BadInputError(`"${path}" is empty`, { details: { reason: 'empty' } });
  isUtf8 &&= decodes(decoder);
  return { sha256: hash.digest('hex'), bytes, isUtf8, head: Buffer.concat(head).subarray(0, headBytes) };
}

/** The beginning of a file, unpacked: what format and columns are told by. */
export async function headOf(path: string): Promise<Buffer> {
  const head: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await openBytes(path)) {
    head.push(chunk);
    bytes += chunk.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(head).subarray(0, headBytes);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
