import { type LinearHead, scoreHead } from '../runtime/linear-head.ts';
import type { Example } from './fit-softmax.ts';

/**
 * Temperature scaling (Guo et al. 2017): one divisor for all scores that makes held-out labels likeliest; the order of
 * the labels stays. Golden-section search over log temperatures in [1/8, 8].
 */
export function calibrate(
  head: LinearHead,
  heldOut: readonly Example[],
): { head: LinearHead; temperature: number } {
  const loss = (logTemperature: number) => meanLogLoss(divided(head, Math.exp(logTemperature)), heldOut);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = -Math.log(8);
  let high = Math.log(8);
  for (let i = 0; i < 30; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  const temperature = Math.exp((low + high) / 2);
  return { head: divided(head, temperature), temperature };
}

/** Mean of -log of the probability given to the true label, by example weight; nats. */
export function meanLogLoss(head: LinearHead, examples: readonly Example[]): number {
  let sum = 0;
  let total = 0;
  for (const { vector, label, weight } of examples) {
    sum -= weight * Math.log(Math.max(1e-12, scoreHead(head, vector)[head.labels.indexOf(label)]!));
    total += weight;
  }
  return sum / total;
}

function divided(head: LinearHead, temperature: number): LinearHead {
  return {
    ...head,
    weights: Float32Array.from(head.weights, (weight) => weight / temperature),
    bias: Float32Array.from(head.bias, (bias) => bias / temperature),
  };
}
