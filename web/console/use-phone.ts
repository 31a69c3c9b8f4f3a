import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 640px)');

/** True on phones, where editors are read only. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      phone.addEventListener('change', changed);
      return () => phone.removeEventListener('change', changed);
    },
    () => phone.matches,
  );
}
