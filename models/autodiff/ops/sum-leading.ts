import type { Tape } from '../tape.ts';

/** Sums over all axes but the last `kept`: the gradient of what was broadcast over them. */
export function sumLeading(tape: Tape, name: string, rank: number, kept: number): string {
  if (rank === kept) return name;
  const axes = Array.from({ length: rank - kept }, (_, axis) => axis);
  return tape.emit('ReduceSum', [name, tape.integers(axes)], { keepdims: { int: 0 } });
}
