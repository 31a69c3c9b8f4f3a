import { createHash } from 'node:crypto';

const longest = 60;

/** The id of a product that a file names only by words: the same for every spelling by case, spaces and marks. */
export function productKey(name: string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const key =
    slug === '' || slug.length > longest
      ? `${slug.slice(0, longest)}-${createHash('sha256')
          .update(slug || name)
          .digest('hex')
          .slice(0, 8)}`
      : slug;
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, key);
  return key;
}

const kept = new Map<string, string>();
const mostKept = 50_000;
