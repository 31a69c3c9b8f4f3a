import { createContext, useContext } from 'react';
import type { DeskMe } from '../../core/contracts/desk.ts';
import type { Method } from '../ui/api/ask.ts';
import type { Formats } from '../ui/words/formats.ts';

export interface Desk {
  readonly me: DeskMe;
  /** In the shop's currency and zone. */
  readonly formats: Formats;
  /** Where a part of the desk's API lies, for this shop. */
  url(path: string): string;
  ask<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  /** Key of what is fetched from a path. */
  key(path: string): readonly [string, string, string];
  /** Has everything read anew whose path begins so; '' is all of it. */
  refresh(...beginnings: readonly string[]): void;
}

export const DeskContext = createContext<Desk | null>(null);

/** The desk of one shop: who works here and how to ask the server. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk stands outside DeskGate');
  return desk;
}
