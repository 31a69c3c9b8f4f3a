/** One field of an entry, both sides as text; null: there is no such side. */
export interface ChangedField {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** How a field without a value is shown. */
export const nothing = '–';

/** The fields of an entry, those that changed first. */
export function fieldsOf(before: unknown, after: unknown): ChangedField[] {
  const [was, is] = [asFields(before), asFields(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: asText(was[field]), after: asText(is[field]) }))
    .sort((one, other) => Number(one.before === one.after) - Number(other.before === other.after));
}

function asFields(side: unknown): Readonly<Record<string, unknown>> {
  if (side === null || side === undefined) return {};
  return typeof side === 'object' && !Array.isArray(side)
    ? (side as Record<string, unknown>)
    : { value: side };
}

function asText(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
