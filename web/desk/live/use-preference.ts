import { useSyncExternalStore } from 'react';

const changedEvent = 'mainstay:preference';

/** Something that somebody switched on in this browser; off until then. */
export function usePreference(name: string): readonly [boolean, (on: boolean) => void] {
  const key = `mainstay.${name}`;
  const on = useSyncExternalStore(
    (changed) => {
      addEventListener(changedEvent, changed);
      return () => removeEventListener(changedEvent, changed);
    },
    () => localStorage.getItem(key) === 'on',
  );
  return [
    on,
    (wanted) => {
      localStorage.setItem(key, wanted ? 'on' : 'off');
      dispatchEvent(new Event(changedEvent));
    },
  ];
}
