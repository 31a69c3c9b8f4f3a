import type { ActivityBody, StoredActivity } from '../../bot/ports/conversation-store.ts';

/** An activity as SQL gives it: by column, or built with activity_json(). */
export interface ActivityRow {
  sequence: number;
  direction: StoredActivity['direction'];
  role: StoredActivity['role'];
  clientActivityId: string | null;
  activity: ActivityBody;
  replyTo: number | null;
  createdAt: Date | string;
}

export const activityColumns = `sequence, direction, role, client_activity_id as "clientActivityId", activity,
  reply_to as "replyTo", created_at as "createdAt"`;

export function storedActivity(row: ActivityRow): StoredActivity {
  return { ...row, createdAt: new Date(row.createdAt) };
}

/**
 * A value as JSON text that jsonb accepts: U+0000 and half surrogate pairs, which a browser can send and Postgres
 * refuses, become U+FFFD. Without this one odd character would be a message lost.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_key, part) => (isRecord(part) ? mendedKeys(part) : mended(part)));
}

function isRecord(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function mendedKeys(part: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [mended(key), value]));
}

function mended<T>(part: T): T | string {
  return typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\uFFFD') : part;
}
