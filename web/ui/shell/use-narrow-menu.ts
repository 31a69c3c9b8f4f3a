import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 1024px) and (min-width: 641px)');
const noPhone = matchMedia('(min-width: 641px)');

/** True where the menu shows icons alone. @param rail for a page that needs the width: wherever it is no phone. */
export function useNarrowMenu(rail: boolean): boolean {
  const query = rail ? noPhone : narrow;
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}
