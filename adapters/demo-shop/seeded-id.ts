import type { SeededRandom } from '../../core/seeded-random.ts';

/** A UUID version 7 for a moment, its random bits from the stream: the same seed gives the same ids. */
export function seededId(random: SeededRandom, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const bits = [0, 0, 0].map(() => random.nextUint32().toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(bits[3]!, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits.slice(0, 3)}-${variant}${bits.slice(4, 7)}-${bits.slice(7, 19)}`;
}
