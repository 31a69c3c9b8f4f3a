import { importEncodings } from '../../../core/contracts/console-imports.ts';
import { BadInputError } from '../../../core/errors.ts';
import type { SourceFacts } from './inspect-source.ts';

export type Encoding = (typeof importEncodings)[number];

/** How a file's bytes are text: by its byte order mark, by its zeros, by being valid UTF-8, else by its letters. */
export function detectEncoding({ head, isUtf8 }: Pick<SourceFacts, 'head' | 'isUtf8'>): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = zeroShares(head.subarray(0, 4_096));
  // Delimiters, digits and line ends have a zero byte in UTF-16, in the first or in the second place.
  if (zeros.odd > 0.05 && zeros.odd > 4 * zeros.even) return 'utf-16le';
  if (zeros.even > 0.05 && zeros.even > 4 * zeros.odd) return 'utf-16be';
  if (isUtf8) return 'utf-8';
  return looksLikeGb18030(head) ? 'gb18030' : 'windows-1252';
}

/** @throws BadInputError naming the encodings that are read. */
export function parseEncoding(text: string): Encoding {
  const asked = text.toLowerCase().replace(/^utf(8|16)/, 'utf-$1');
  const name = { gbk: 'gb18030', gb2312: 'gb18030', latin1: 'windows-1252', 'iso-8859-1': 'windows-1252' }[
    asked
  ];
  const encoding = importEncodings.find((one) => one === (name ?? asked));
  if (!encoding)
    throw new BadInputError(
      `encoding "${text}" is not read; one of ${importEncodings.join(', ')} would be right`,
    );
  return encoding;
}

function zeroShares(bytes: Buffer): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (const [i, byte] of bytes.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++;
  const half = Math.max(1, bytes.length / 2);
  return { even: even / half, odd: odd / half };
}

/** Most letters beyond ASCII are pairs from GB 2312's rows of symbols and common characters (A1-A9, B0-D7). */
function looksLikeGb18030(bytes: Buffer): boolean {
  let pairs = 0;
  let others = 0;
  for (let i = 0; i < bytes.length - 1; i++) {
    const [lead, trail] = [bytes[i]!, bytes[i + 1]!];
    if (lead < 0x80) continue;
    const common = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7);
    if (common && trail >= 0xa1 && trail <= 0xfe) {
      pairs++;
      i++;
    } else others++;
  }
  return pairs > 2 * others;
}
