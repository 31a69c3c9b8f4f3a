import type { Tape } from '../tape.ts';
import type { Variable } from '../variable.ts';
import { placeNumbers } from './place-numbers.ts';

/**
 * The bias of causal attention, [length, length] for ids [batch, length]: 0 where a place may look, at itself and at
 * what came before, and -10,000 at what came after. Sequences that are padded at their end need no other mask: no place
 * that counts comes after the padding.
 */
export function causalBias(tape: Tape, ids: Variable): Variable {
  const numbers = placeNumbers(tape, ids);
  const asking = tape.emit('Unsqueeze', [numbers.name, tape.integers([1])]);
  const isLater = tape.emit('Greater', [numbers.name, asking]);
  const name = tape.emit('Where', [isLater, tape.scalar(-10_000), tape.scalar(0)]);
  return { name, shape: [...numbers.shape, ...numbers.shape], needsGradient: false };
}
