/** Digits and letters that nobody confuses when reading aloud or typing: no 0, 1, I, O. 32 of them: five bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Bytes of randomness that one code takes; 12 letters carry 60 bits. */
export const codeBytes = 12;

/**
 * A single-use code such as `7KQM-2XNB-W4TD`.
 * @param bytes `codeBytes` bytes from a cryptographic source: a code must not be guessable.
 */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < codeBytes) throw new RangeError(`a code takes ${codeBytes} random bytes`);
  const letters = Array.from(bytes.subarray(0, codeBytes), (byte) => alphabet[byte & 31]!);
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** How a code is stored, from how a shopper types it: capitals, full-width letters folded, spaces and dashes placed. */
export function normaliseCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().trim();
  const bare = plain.replace(/[\s\p{Pd}]/gu, '');
  const own = bare.length === codeBytes && [...bare].every((letter) => alphabet.includes(letter));
  return own ? `${bare.slice(0, 4)}-${bare.slice(4, 8)}-${bare.slice(8)}` : plain;
}
