import { BadInputError } from '../../core/errors.ts';
import type { Table } from './table.ts';

/** What numbers a column may hold. */
export interface NumberBounds {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly integer?: boolean;
}

/**
 * A column as numbers. Nothing is guessed: an empty field, NaN or a word is an error.
 * @throws BadInputError that names line, column, value and what would be right.
 */
export function numbersOf(table: Table, column: number, bounds: NumberBounds = {}): Float64Array {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY, integer = false } = bounds;
  return Float64Array.from(table.values[column]!, (text, row) => {
    const value = text === '' ? Number.NaN : Number(text);
    if (
      Number.isFinite(value) &&
      value >= atLeast &&
      value <= atMost &&
      (!integer || Number.isInteger(value))
    )
      return value;
    throw new BadInputError(
      `"${table.path}", line ${table.lines[row]}, column "${table.columns[column]}": ${text === '' ? 'empty' : `"${text}"`}; ${rightOf(bounds)} would be right`,
    );
  });
}

function rightOf({ atLeast, atMost, integer }: NumberBounds): string {
  const kind = integer ? 'a whole number' : 'a number';
  if (atLeast !== undefined && atMost !== undefined) return `${kind} from ${atLeast} to ${atMost}`;
  if (atLeast !== undefined) return `${kind} of at least ${atLeast}`;
  if (atMost !== undefined) return `${kind} of at most ${atMost}`;
  return kind;
}
