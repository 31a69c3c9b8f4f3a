import { useSyncExternalStore } from 'react';

const storageKey = 'mainstay.singleKeys';
const changedEvent = 'mainstay:singleKeys';

/** False where somebody has switched single keys off (WCAG 2.1.4): speech input types letters. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(storageKey, on ? 'on' : 'off');
  dispatchEvent(new Event(changedEvent));
}

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore((changed) => {
    addEventListener(changedEvent, changed);
    return () => removeEventListener(changedEvent, changed);
  }, singleKeysOn);
}
