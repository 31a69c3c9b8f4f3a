export type TextPart = { readonly text: string; readonly href?: string };

/** Addresses as people write them. What may close a sentence or a bracket around one is taken off again below. */
const address = /\bhttps?:\/\/[^\s<>"'`，。；：！？、（）《》「」【】]+/giu;
const trailing = /[.,;:!?*_~]+$/;

/** Splits a text into plain parts and http(s) addresses; nothing else ever becomes a link. */
export function findLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = trimmed(found);
    const href = safeUrl(shown);
    if (href === null) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: shown, href });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/**
 * An address that is safe to follow or to load: absolute, http or https, without user information (which shows one
 * host and leads to another). Null for all others.
 * @param base what a relative address is relative to; without it only absolute ones count.
 */
export function safeUrl(given: string | undefined, base?: string): string | null {
  if (!given || !URL.canParse(given, base)) return null;
  const url = new URL(given, base);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}

/** Closing brackets belong to the address only when it opens them. */
function trimmed(found: string): string {
  let shown = found.replace(trailing, '');
  while (/[)\]}]$/.test(shown) && count(shown, /[([{]/g) < count(shown, /[)\]}]/g))
    shown = shown.slice(0, -1).replace(trailing, '');
  return shown;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
