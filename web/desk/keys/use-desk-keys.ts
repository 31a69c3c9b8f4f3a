import { useEffect, useRef } from 'react';
import type { DeskCommand } from '../../../core/contracts/desk-keys.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { useDesk } from '../desk-context.ts';
import { onCommand } from './run-command.ts';

/** What the desk does at single keys, which each person may choose, and from the palette. */
export function useDeskKeys(commands: Readonly<Partial<Record<DeskCommand, () => void>>>): void {
  const { keys } = useDesk().me.ownKeys;
  const latest = useRef(commands);
  latest.current = commands;
  useKeys(
    Object.fromEntries(Object.entries(commands).map(([command, run]) => [keys[command as DeskCommand], run])),
  );
  useEffect(() => onCommand((command) => latest.current[command]?.()), []);
}
