import { BadInputError } from '../../../core/errors.ts';
import type { Encoding } from './detect-encoding.ts';
import { openBytes } from './open-bytes.ts';

/**
 * A file's text, piece by piece, without its byte order mark.
 * @param onBytes told of every piece, unpacked bytes.
 * @throws BadInputError at bytes that the encoding does not have.
 */
export async function* openText(
  path: string,
  encoding: Encoding,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let before = 0;
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new BadInputError(
        `"${path}" is not ${encoding} near byte ${before}: name its encoding, for example --encoding gb18030 or --encoding windows-1252`,
        { cause, details: { reason: 'encoding', encoding, byte: before } },
      );
    }
  };
  for await (const chunk of await openBytes(path)) {
    const text = decode(chunk);
    before += chunk.length;
    onBytes(chunk.length);
    if (text) yield text;
  }
  const rest = decode();
  if (rest) yield rest;
}
