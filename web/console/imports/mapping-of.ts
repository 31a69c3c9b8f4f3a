import type { ImportAsked, ImportPreviewView } from '../../../core/contracts/console-imports.ts';

export type Mapping = NonNullable<ImportAsked['mapping']>;

/** Everything that a preview shows, as a mapping of one's own: fields without a column are not read. */
export function mappingOf({ fields, columns, header }: ImportPreviewView): Mapping {
  return Object.fromEntries(
    fields.map((field) => {
      const found = columns.find((column) => column.field === field);
      if (!found) return [field, { column: '' }];
      return [field, found.index === null ? { constant: found.column } : { column: header[found.index]! }];
    }),
  );
}

/** The same, with a column of the file read as another field; null: not read. */
export function withColumn(mapping: Mapping, column: string, field: string | null): Mapping {
  const next = Object.fromEntries(
    Object.entries(mapping).map(([ours, target]) => [
      ours,
      'column' in target && target.column === column ? { column: '' } : target,
    ]),
  );
  return field === null ? next : { ...next, [field]: { column } };
}

/** The same, with one text for every row; null: the field is not read. */
export function withConstant(mapping: Mapping, field: string, constant: string | null): Mapping {
  return { ...mapping, [field]: constant === null ? { column: '' } : { constant } };
}
