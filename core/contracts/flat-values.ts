/**
 * Nested plain JSON as one list of names and texts, for tables: `{ tuning: { rank: 8 } }` as `['tuning.rank', '8']`.
 * Lists stay whole; undefined and empty objects are left out.
 */
export function flatValues(value: Readonly<Record<string, unknown>>, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    if (inner === undefined) return [];
    const name = `${prefix}${key}`;
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner))
      return flatValues(inner as Record<string, unknown>, `${name}.`);
    return [[name, textOf(inner)]];
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value);
}
