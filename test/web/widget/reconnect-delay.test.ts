import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconnectDelayMs } from '../../../web/widget/reconnect-delay.ts';

const jitters = fc.double({ min: 0, max: 0.999, noNaN: true });

test('somebody who looks at the chat never waits more than 2 s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), jitters, (failures, jitter) => {
      const delayMs = reconnectDelayMs(failures, jitter, true);
      expect(delayMs).toBeGreaterThanOrEqual(50);
      expect(delayMs).toBeLessThanOrEqual(2_000);
    }),
  );
});

test('nobody looks: at most 15 s, and not all at the same moment', () => {
  expect(reconnectDelayMs(1_000, 0.999, false)).toBeLessThanOrEqual(15_000);
  expect(reconnectDelayMs(1_000, 0, false)).toBe(7_500);
});

test('the first try comes at once', () => {
  expect(reconnectDelayMs(1, 0.999, false)).toBeLessThan(200);
});
