import { createHash } from 'node:crypto';

/** A shopper's part in training, by their id alone, so that it is the same every time. */
export function shopperPart(shopperId: string): 'fit' | 'calibrate' | 'unseen' {
  const draw = createHash('sha256').update(`churn|${shopperId}`).digest().readUInt16LE(0) / 65_536;
  return draw < 0.6 ? 'fit' : draw < 0.8 ? 'calibrate' : 'unseen';
}
