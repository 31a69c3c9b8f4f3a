/** A path on this server to go on to; null for whatever would lead elsewhere. */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return null;
  const url = new URL(value, 'http://here.invalid');
  return url.origin === 'http://here.invalid' ? url.pathname + url.search : null;
}
