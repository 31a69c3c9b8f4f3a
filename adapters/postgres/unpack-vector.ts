/** Postgres's wire form of a one-dimensional real[]: 20 bytes of header, then length and big-endian float each. */
export function unpackVector(packed: Buffer): Float32Array {
  const vector = new Float32Array((packed.length - 20) / 8);
  for (let i = 0; i < vector.length; i++) vector[i] = packed.readFloatBE(24 + i * 8);
  return vector;
}
