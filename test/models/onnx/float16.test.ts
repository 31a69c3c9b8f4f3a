import { expect, test } from 'vitest';
import { float16ToFloat32, float32ToFloat16 } from '../../../models/onnx/float16.ts';

// Bit patterns from IEEE 754-2008's binary16 table.
const known: [number, number][] = [
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x0400, 2 ** -14],
  [0x0001, 2 ** -24],
  [0x3555, 0.333251953125],
  [0x7c00, Number.POSITIVE_INFINITY],
];

test('known patterns both ways', () => {
  expect([...float16ToFloat32(Uint16Array.from(known, ([bits]) => bits))]).toEqual(
    known.map(([, value]) => value),
  );
  expect([...float32ToFloat16(Float32Array.from(known, ([, value]) => value))]).toEqual(
    known.map(([bits]) => bits),
  );
});

test('every finite half survives the way to single and back', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, i) => i).filter((bits) => (bits & 0x7c00) !== 0x7c00);
  expect(float32ToFloat16(float16ToFloat32(all))).toEqual(all);
});

test('rounds to nearest, ties to even', () => {
  const step = 2 ** -10;
  expect([
    ...float32ToFloat16(Float32Array.of(1 + step / 2, 1 + 1.5 * step, 1 + 0.51 * step, 1e6, 1e-9)),
  ]).toEqual([0x3c00, 0x3c02, 0x3c01, 0x7c00, 0]);
});
