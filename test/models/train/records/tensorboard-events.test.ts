import { expect, test } from 'vitest';
import type { RunPoint } from '../../../../core/contracts/runs.ts';
import { crc32c } from '../../../../models/train/records/crc32c.ts';
import { tensorboardEvents } from '../../../../models/train/records/tensorboard-events.ts';
import { readEvents } from './read-events.ts';

const startedAt = '2026-02-03T04:05:06.500Z';
const point = (step: number, development?: RunPoint['development']): RunPoint => ({
  step,
  at: new Date(Date.parse(startedAt) + 1000 * step).toISOString(),
  seconds: step,
  loss: 1 / step,
  learningRate: 0.25,
  ...(development && { development }),
});

test('CRC-32C of the check vectors of RFC 3720', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 255))).toBe(0x62a8ab43);
});

test('an event file holds the curve as scalars, each record with its checksums', () => {
  const events = readEvents(
    Buffer.from(
      tensorboardEvents(startedAt, [
        point(2),
        point(300, { topic: { accuracy: 0.5, macroF1: 0.375 }, 情感: { ndcg10: 0.125 } }),
      ]),
    ),
  );
  const seconds = Date.parse(startedAt) / 1000;
  expect(events).toEqual([
    { wallTime: seconds, step: 0, fileVersion: 'brain.Event:2', scalars: {} },
    { wallTime: seconds + 2, step: 2, scalars: { loss: 0.5, learning_rate: 0.25 } },
    {
      wallTime: seconds + 300,
      step: 300,
      scalars: {
        loss: Math.fround(1 / 300),
        learning_rate: 0.25,
        'development/topic/accuracy': 0.5,
        'development/topic/macro_f1': 0.375,
        'development/情感/ndcg10': 0.125,
      },
    },
  ]);
});

test('a longer curve begins with the bytes of the shorter one: who reads along stays in step', () => {
  const short = Buffer.from(tensorboardEvents(startedAt, [point(1), point(2)]));
  const long = Buffer.from(tensorboardEvents(startedAt, [point(1), point(2), point(3)]));
  expect(long.subarray(0, short.length).equals(short)).toBe(true);
});

test('a byte that was changed is noticed', () => {
  const bytes = Buffer.from(tensorboardEvents(startedAt, [point(1)]));
  bytes[bytes.length - 8]! ^= 1;
  expect(() => readEvents(bytes)).toThrow('checksum');
});
