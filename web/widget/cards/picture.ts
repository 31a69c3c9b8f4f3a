import { h } from '../dom.ts';
import { safeUrl } from '../find-links.ts';

/** A square picture that says nothing which the text beside it does not say; null when its address is not safe. */
export function picture(url: string, origin: string, size: number): HTMLElement | null {
  const src = safeUrl(url, origin);
  if (!src) return null;
  const image: HTMLElement = h('img', {
    src,
    alt: '',
    width: size,
    height: size,
    loading: 'lazy',
    decoding: 'async',
    error: () => image.classList.add('missing'),
  });
  return image;
}
