import { BadInputError } from '../../core/errors.ts';

/** Where a list goes on: the sort values of the last row, as one opaque text. */
export function pageKey(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws BadInputError when it is not a key of this list. */
export function readPageKey(key: string | undefined, length: number): string[] | null {
  if (key === undefined || key === '') return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(key, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string')
    )
      return values;
  } catch {
    // Said below.
  }
  throw new BadInputError('after: not a key that this list gave');
}
