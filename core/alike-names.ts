/**
 * The first two names that a reader would take for one: they differ in case, blanks or width of letters only.
 * @param names all different. @returns null when each stands apart.
 */
export function alikeNames(names: readonly string[]): readonly [string, string] | null {
  const seen = new Map<string, string>();
  for (const name of names) {
    const plain = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    const same = seen.get(plain);
    if (same !== undefined) return [same, name];
    seen.set(plain, name);
  }
  return null;
}
