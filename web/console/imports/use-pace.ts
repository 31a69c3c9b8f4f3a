import { useEffect, useRef } from 'react';
import type { ImportView } from '../../../core/contracts/console-imports.ts';

/** Below that a guess would jump about. */
const leastMs = 3_000;

interface Seen {
  readonly atMs: number;
  readonly share: number;
  readonly rows: number;
}

/** How quick an import is since the page saw it first; null: too soon to tell. */
export function usePace(run: ImportView): { rowsPerSecond: number; secondsLeft: number } | null {
  const first = useRef<Seen & { id: string }>(undefined);
  const now = { atMs: Date.now(), share: run.share, rows: run.rowsRead + run.rowsWritten };
  useEffect(() => {
    if (first.current?.id !== run.id)
      first.current = {
        id: run.id,
        atMs: Date.now(),
        share: run.share,
        rows: run.rowsRead + run.rowsWritten,
      };
  }, [run.id, run.share, run.rowsRead, run.rowsWritten]);
  const from = first.current;
  const ms = from ? now.atMs - from.atMs : 0;
  if (!from || from.id !== run.id || ms < leastMs || now.share <= from.share) return null;
  return {
    rowsPerSecond: Math.round((now.rows - from.rows) / (ms / 1_000)),
    secondsLeft: Math.ceil(((1 - now.share) * ms) / (now.share - from.share) / 1_000),
  };
}
