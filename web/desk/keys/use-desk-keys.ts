import { useEffect, useRef } from 'react';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { onPressedKey } from './press-key.ts';

/** Single keys that the palette offers too. */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useKeys(keys);
  useEffect(() => onPressedKey((key) => latest.current[key]?.()), []);
}
