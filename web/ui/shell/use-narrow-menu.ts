import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 1024px) and (min-width: 641px)');

/** True where the menu shows icons alone. */
export function useNarrowMenu(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
}
