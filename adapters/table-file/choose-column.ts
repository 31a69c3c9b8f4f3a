import { BadInputError } from '../../core/errors.ts';
import type { Table } from './table.ts';

/** What a column is for, how the user names it, and what it is usually called. */
export interface ColumnWish {
  /** In messages: "the outcome". */
  readonly meaning: string;
  /** The flag that names it: "--outcome". */
  readonly flag: string;
  /** As the user named it; undefined leaves it to `usualNames`. */
  readonly given?: string | undefined;
  /** Tried in this order, without regard to case, blanks, dashes and underscores. */
  readonly usualNames: readonly string[];
}

/**
 * The index of the column that a wish means, or null when none is given and none has a usual name.
 * @throws BadInputError when the one given is not there, or the file has two of that name.
 */
export function findColumn(table: Table, wish: ColumnWish): number | null {
  const index = indexOf(table, wish);
  if (index !== null && table.columns.filter((name) => name === table.columns[index]).length > 1)
    throw new BadInputError(
      `"${table.path}" has two columns "${table.columns[index]}" (${wish.meaning}); one name for one column would be right`,
    );
  return index;
}

function indexOf(table: Table, wish: ColumnWish): number | null {
  if (wish.given !== undefined) {
    const exact = table.columns.indexOf(wish.given);
    const index = exact >= 0 ? exact : table.columns.findIndex((name) => plain(name) === plain(wish.given!));
    if (index < 0)
      throw new BadInputError(
        `"${table.path}" has no column "${wish.given}" (${wish.flag}); it has ${listed(table)}`,
      );
    return index;
  }
  const names = table.columns.map(plain);
  for (const usual of wish.usualNames) {
    const index = names.indexOf(plain(usual));
    if (index >= 0) return index;
  }
  return null;
}

/** As findColumn. @throws BadInputError that lists the file's columns when there is none. */
export function chooseColumn(table: Table, wish: ColumnWish): number {
  const index = findColumn(table, wish);
  if (index === null)
    throw new BadInputError(
      `"${table.path}": which column is ${wish.meaning}? Name it with ${wish.flag}; the file has ${listed(table)}`,
    );
  return index;
}

function listed({ columns }: Table): string {
  const shown = columns.slice(0, 30).map((name) => `"${name}"`);
  return shown.join(', ') + (columns.length > 30 ? ` and ${columns.length - 30} more` : '');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '');
}
