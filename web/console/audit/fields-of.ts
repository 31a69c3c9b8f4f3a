/** One field of an entry; undefined: there is no such side. */
export interface ChangedField {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly changed: boolean;
}

/** The fields of an entry, those that changed first. */
export function fieldsOf(before: unknown, after: unknown): ChangedField[] {
  const [was, is] = [asFields(before), asFields(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({
      field,
      before: was[field],
      after: is[field],
      changed: JSON.stringify(was[field] ?? null) !== JSON.stringify(is[field] ?? null),
    }))
    .sort((one, other) => Number(other.changed) - Number(one.changed));
}

function asFields(side: unknown): Readonly<Record<string, unknown>> {
  if (side === null || side === undefined) return {};
  return typeof side === 'object' && !Array.isArray(side)
    ? (side as Record<string, unknown>)
    : { value: side };
}
