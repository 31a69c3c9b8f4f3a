import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadInputError } from '../../../core/errors.ts';

/**
 * The bytes of a file, unpacked when it is gzip, whatever it is called. It is opened once: whoever removes it meanwhile
 * takes it from the next reader only. @throws BadInputError when it is not there.
 */
export async function openBytes(path: string): Promise<AsyncIterable<Buffer>> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    throw new BadInputError(`cannot read "${path}": ${cause.code}`, {
      cause,
      details: { reason: 'file_gone' },
    });
  });
  const magic = Buffer.alloc(2);
  try {
    await file.read(magic, 0, 2, 0);
  } catch (error) {
    await file.close();
    throw error;
  }
  const packed = file.createReadStream({ start: 0, highWaterMark: 262_144 });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return packed;
  // Errors of the file surface at the reader of the unpacked stream.
  return pipeline(packed, createGunzip({ chunkSize: 262_144 }), () => {});
}
