import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The bytes of a file, unpacked when it is gzip, whatever it is called. */
export async function openBytes(path: string): Promise<AsyncIterable<Buffer>> {
  const file = await open(path);
  const magic = Buffer.alloc(2);
  try {
    await file.read(magic, 0, 2, 0);
  } finally {
    await file.close();
  }
  const packed = createReadStream(path, { highWaterMark: 262_144 });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return packed;
  // Errors of the file surface at the reader of the unpacked stream.
  return pipeline(packed, createGunzip({ chunkSize: 262_144 }), () => {});
}
