/** Screens on which the panel takes the whole; the style sheet says the same. */
const phone = '(max-width: 480px), (max-height: 420px)';

export const isPhone = () => matchMedia(phone).matches;

/**
 * Keeps the panel above a phone's keyboard: the keyboard shrinks the visual viewport alone, which style sheets do not
 * know, and pages scroll under it.
 */
export function followViewport(element: HTMLElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    element.style.setProperty('--height', `${viewport.height}px`);
    element.style.setProperty('--top', `${viewport.offsetTop}px`);
  };
  follow();
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
}
