/**
 * JSON with the keys of every object sorted by code unit and no white space (as RFC 8785 orders them), so that equal
 * values have equal texts, also after a round trip through jsonb.
 * @param value what JSON can carry; undefined members are left out, undefined itself becomes null.
 */
export function canonicalJson(value: unknown): string {
  return write(JSON.parse(JSON.stringify(value ?? null)));
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}
