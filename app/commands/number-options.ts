import { BadInputError } from '../../core/errors.ts';

/** A flag's value as a number within bounds. @throws BadInputError that names the flag. */
export function numberOption(
  flag: string,
  text: string,
  { above, below, atLeast }: { above?: number; below?: number; atLeast?: number } = {},
): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const good =
    Number.isFinite(value) &&
    value > (above ?? Number.NEGATIVE_INFINITY) &&
    value < (below ?? Number.POSITIVE_INFINITY) &&
    value >= (atLeast ?? Number.NEGATIVE_INFINITY);
  if (good) return value;
  const bounds = [
    above === undefined ? '' : ` above ${above}`,
    atLeast === undefined ? '' : ` of at least ${atLeast}`,
    below === undefined ? '' : ` below ${below}`,
  ].join('');
  throw new BadInputError(`${flag} is "${text}"; a number${bounds} would be right`);
}

/** "2:1:1" as weights. @throws BadInputError for anything else. */
export function splitOption(text: string): number[] {
  const weights = text.split(':').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (weights.length < 2 || weights.some((weight) => !(weight > 0 && Number.isFinite(weight))))
    throw new BadInputError(
      `--split is "${text}"; weights above 0 with colons between would be right, such as 1:1 or 2:1:1`,
    );
  return weights;
}

/** ".05" or "5%" as .05. @throws BadInputError for anything else. */
export function shareOption(flag: string, text: string): number {
  const percent = text.trim().match(/^(.+?)\s*%$/);
  return percent ? numberOption(flag, percent[1]!) / 100 : numberOption(flag, text);
}
