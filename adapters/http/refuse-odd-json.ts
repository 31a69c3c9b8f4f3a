import { BadInputError } from '../../core/errors.ts';

/** Cards and their data nest a dozen levels; JSON.stringify and Postgres give up at some thousands. */
const deepest = 64;

/**
 * Refuses a body that parses and yet cannot be worked with: nested so deep that whoever walks it runs out of stack,
 * or, unless `nul` is 'kept', with U+0000 in a text or a name, which Postgres stores nowhere. Walks without recursion.
 * @throws BadInputError that says which.
 */
export function refuseOddJson(body: unknown, { nul }: { nul: 'refused' | 'kept' }): void {
  const open: { part: unknown; depth: number }[] = [{ part: body, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    if (nul === 'refused' && typeof part === 'string' && part.includes('\0'))
      throw new BadInputError('a text of the body has the character U+0000; leave it out');
    if (typeof part !== 'object' || part === null) continue;
    if (depth === deepest) throw new BadInputError(`the body is nested more than ${deepest} levels deep`);
    for (const [name, inner] of Object.entries(part)) {
      if (nul === 'refused' && name.includes('\0'))
        throw new BadInputError('a name in the body has the character U+0000; leave it out');
      open.push({ part: inner, depth: depth + 1 });
    }
  }
}
