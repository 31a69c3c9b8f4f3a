import { useSyncExternalStore } from 'react';

export type ColorScheme = 'light' | 'dark';

const storageKey = 'mainstay.scheme';

/** The scheme that the page stands in, kept by public/color-scheme.js on the root element. */
export function useColorScheme(): ColorScheme {
  return useSyncExternalStore(watch, current);
}

/** Chooses a scheme for this browser, in all its windows. */
export function chooseColorScheme(scheme: ColorScheme): void {
  localStorage.setItem(storageKey, scheme);
  dispatchEvent(new Event('mainstay:scheme'));
}

function current(): ColorScheme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
