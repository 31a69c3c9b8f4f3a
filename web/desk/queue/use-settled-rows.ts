import { useEffect, useRef, useState } from 'react';
import type { QueueRow } from '../../../core/contracts/desk-queue.ts';

interface Settled {
  readonly list: string;
  readonly ids: readonly string[];
  /** Rows that came since are new; older ones that appear were paged in. */
  readonly at: number;
}

/**
 * Rows that stay where they are: new ones wait until they are let in, those that left go, and the order changes, only
 * while the pointer is elsewhere. What a row says is always the newest.
 * @param list names what is listed; another one begins anew.
 */
export function useSettledRows(rows: readonly QueueRow[] | undefined, list: string, pointed: boolean) {
  const [settled, setSettled] = useState<Settled>();
  const last = useRef(new Map<string, QueueRow>());
  const here = settled?.list === list ? settled : undefined;

  useEffect(() => {
    if (rows) setSettled((before) => settle(before, rows, list, pointed));
  }, [rows, list, pointed]);

  const known = new Set(here?.ids);
  const current = new Map(rows?.map((row) => [row.conversationId, row]));
  for (const [id, row] of current) last.current.set(id, row);
  return {
    rows: here?.ids.flatMap((id) => last.current.get(id) ?? []),
    left: (id: string) => rows !== undefined && !current.has(id),
    fresh: here && rows ? rows.filter((row) => !known.has(row.conversationId)).map(idOf) : [],
    letIn: () => rows && setSettled({ list, ids: rows.map(idOf), at: newest(rows) }),
  };
}

function settle(
  before: Settled | undefined,
  rows: readonly QueueRow[],
  list: string,
  pointed: boolean,
): Settled {
  if (before?.list !== list || before.ids.length === 0)
    return { list, ids: rows.map(idOf), at: newest(rows) };
  const known = new Set(before.ids);
  const shown = rows.filter((row) => known.has(row.conversationId) || timeOf(row) <= before.at).map(idOf);
  if (!pointed) return { ...before, ids: shown };
  return { ...before, ids: [...before.ids, ...shown.filter((id) => !known.has(id))] };
}

function idOf({ conversationId }: QueueRow): string {
  return conversationId;
}

function timeOf({ lastActivityAt }: QueueRow): number {
  return Date.parse(lastActivityAt);
}

function newest(rows: readonly QueueRow[]): number {
  return Math.max(0, ...rows.map(timeOf));
}
