import { useEffect, useRef } from 'react';
import { singleKeysOn } from './single-keys.ts';

/**
 * Single keys of a page, by `event.key`: `{ j: next, '/': search }`. They are dead in inputs, in dialogs, while an
 * input method composes, with Ctrl, Alt or Meta held, and for whoever switched single keys off.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>, on = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const run = latest.current[event.key];
      if (
        !run ||
        event.defaultPrevented ||
        event.isComposing ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey
      )
        return;
      if (!singleKeysOn() || isTyping(event.target)) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [on]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}
