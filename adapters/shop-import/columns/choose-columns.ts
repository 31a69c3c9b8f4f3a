import type { ImportKind } from '../../../core/contracts/console-imports.ts';
import { BadInputError } from '../../../core/errors.ts';
import { parseAmount } from '../values/parse-amount.ts';
import { parseDate } from '../values/parse-date.ts';
import { type Field, type Fields, fieldsOf } from './fields.ts';
import { knownExports } from './known-exports.ts';
import type { Mapping } from './parse-mapping.ts';

export interface ChosenColumn {
  readonly field: string;
  /** Place in the row; null: a constant. */
  readonly index: number | null;
  readonly column: string;
  readonly by: 'mapping' | 'export' | 'name' | 'values';
}

export interface ChosenColumns {
  readonly columns: readonly ChosenColumn[];
  /** Theirs that nothing is read from. */
  readonly unused: readonly string[];
  /** The export that was recognised. */
  readonly known: string | null;
  /** What is indispensable and nowhere: of each group one field is needed. */
  readonly missing: readonly (readonly string[])[];
}

/**
 * Which column holds what: what is mapped, else a known export, else by name, else (for what is indispensable) by values.
 * @param sample rows of the file's beginning.
 * @throws BadInputError when a mapped column does not exist.
 */
export function chooseColumns(
  kind: ImportKind,
  header: readonly string[],
  sample: readonly (readonly string[])[],
  mapping: Mapping,
): ChosenColumns {
  const fields = fieldsOf[kind];
  const chosen = new Map<string, ChosenColumn>();
  const taken = new Set<number>();
  const take = (field: string, index: number, by: ChosenColumn['by']) => {
    chosen.set(field, { field, index, column: header[index]!, by });
    taken.add(index);
  };

  for (const [field, target] of mapping) {
    if ('constant' in target)
      chosen.set(field, { field, index: null, column: target.constant, by: 'mapping' });
    else if (target.column === '') chosen.delete(field);
    else take(field, placeOf(header, target.column), 'mapping');
  }
  const left = (field: string) => !chosen.has(field) && !mapping.has(field);
  const known = knownExports.find(
    (one) => one.kind === kind && one.has.every((column) => header.includes(column)),
  );
  for (const [field, column] of Object.entries(known?.columns ?? {})) {
    const index = header.indexOf(column);
    if (left(field) && index >= 0) take(field, index, 'export');
  }
  if (!known) {
    for (const { field, index } of byName(fields, header))
      if (left(field) && !taken.has(index) && fits(fields[field]!, sample, index)) take(field, index, 'name');
    for (const [field, { required, type }] of Object.entries(fields)) {
      if (!required || !left(field)) continue;
      const candidates = header.flatMap((_, index) =>
        !taken.has(index) && type !== 'text' && fits({ type, names: [] }, sample, index) ? [index] : [],
      );
      if (candidates.length === 1) take(field, candidates[0]!, 'values');
    }
  }
  return {
    columns: [...chosen.values()],
    unused: header.filter((_, index) => !taken.has(index)),
    known: known?.name ?? null,
    missing: neededFields(kind).filter((names) => names.every((name) => !chosen.has(name))),
  };
}

/** What a file of this kind must tell, in groups of which one field is enough. */
export function neededFields(kind: ImportKind): readonly (readonly string[])[] {
  return [
    ...Object.entries(fieldsOf[kind]).flatMap(([field, { required }]) => (required ? [[field]] : [])),
    ...either[kind],
  ];
}

const either: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  orders: [
    ['product', 'product_name'],
    ['unit_price', 'line_total'],
  ],
  products: [],
  reviews: [['product', 'product_name', 'category']],
  shoppers: [['shopper', 'email']],
  events: [],
};

/** @throws BadInputError naming what is nowhere. */
export function refuseMissing({ missing }: ChosenColumns, header: readonly string[]): void {
  if (missing.length === 0) return;
  const words = missing.map((names) => names.join(' or ')).join(', and ');
  throw new BadInputError(
    `no column for ${words} among: ${header.join(', ')}. Name it, for example --map "${missing[0]![0]}=${header[0]}"`,
    { details: { reason: 'missing_columns', missing } },
  );
}

/** Pairs of field and column whose names agree, the likeliest names first. */
function byName(fields: Fields, header: readonly string[]): { field: string; index: number }[] {
  const plain = header.map(plainName);
  return Object.entries(fields)
    .flatMap(([field, { names }]) =>
      names.flatMap((name, rank) =>
        plain.flatMap((theirs, index) => (theirs === name ? [{ field, index, rank }] : [])),
      ),
    )
    .sort((a, b) => a.rank - b.rank);
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Most of the sample's values could be what the field holds. */
function fits({ type }: Field, sample: readonly (readonly string[])[], index: number): boolean {
  if (type === 'text') return true;
  const values = sample.map((row) => row[index] ?? '').filter((value) => value.trim() !== '');
  if (values.length === 0) return true;
  const good = values.filter((value) => {
    if (type === 'date')
      return parseDate(value, 'dmy', 'UTC') !== null || parseDate(value, 'mdy', 'UTC') !== null;
    return parseAmount(value, '.') !== null || parseAmount(value, ',') !== null;
  });
  return good.length >= 0.5 * values.length;
}

function placeOf(header: readonly string[], column: string): number {
  const index = header.indexOf(column);
  const loose = index >= 0 ? index : header.findIndex((name) => plainName(name) === plainName(column));
  if (loose < 0 || column === '')
    throw new BadInputError(`the file has no column "${column}"; it has: ${header.join(', ')}`);
  return loose;
}
