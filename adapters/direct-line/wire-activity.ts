import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { ReplyPart } from '../../bot/ports/delivery.ts';
import { BadInputError } from '../../core/errors.ts';
import type { ExportLinks } from './export-links.ts';

export const botId = 'mainstay';

export interface WireActivity {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}

/** An ActivitySet of Direct Line 3.0. */
export interface ActivitySet {
  readonly activities: readonly WireActivity[];
  readonly watermark: string;
}

export function activityId(conversationId: string, sequence: number): string {
  return `${conversationId}|${String(sequence).padStart(7, '0')}`;
}

/** A stored activity as a Direct Line client sees it; null for what is not for shoppers (handoff events). */
export function wireActivity(
  key: ConversationKey,
  stored: StoredActivity,
  exports: ExportLinks,
): WireActivity | null {
  const { activity, direction, sequence, replyTo } = stored;
  if (direction === 'outbound' && isInternal(activity.type, activity.name)) return null;
  const wire: WireActivity = {
    ...activity,
    type: activity.type,
    id: activityId(key.conversationId, sequence),
    timestamp: stored.createdAt.toISOString(),
    channelId: 'directline',
    conversation: { id: key.conversationId },
  };
  if (direction === 'inbound') return wire;
  return {
    ...wire,
    ...exports.opened(key, activity),
    from: { id: botId, role: 'bot', ...(isNamed(activity.from) ? { name: activity.from.name } : {}) },
    ...(replyTo === null ? {} : { replyToId: activityId(key.conversationId, replyTo) }),
  };
}

/** What travels between bot and channel only; the SDK's `sendActivity(handoff.initiate)` would show it to the shopper. */
export function isInternal(type: unknown, name: unknown): boolean {
  return type === 'trace' || (type === 'event' && typeof name === 'string' && name.startsWith('handoff.'));
}

/** The set for activities in order; `watermark` is the last sequence among them, also of those that are not shown. */
export function activitySet(
  key: ConversationKey,
  stored: readonly StoredActivity[],
  watermark: number,
  exports: ExportLinks,
): ActivitySet {
  return {
    activities: stored.map((one) => wireActivity(key, one, exports)).filter((wire) => wire !== null),
    watermark: String(stored.at(-1)?.sequence ?? watermark),
  };
}

/** The bot is at work: shown, never stored, and the watermark stays where it was. */
export function typingActivity(key: ConversationKey, timestamp: string): WireActivity {
  return {
    type: 'typing',
    id: `${key.conversationId}|typing`,
    timestamp,
    channelId: 'directline',
    conversation: { id: key.conversationId },
    from: { id: botId, role: 'bot' },
  };
}

/**
 * The beginning of a reply, as Bot Framework streams it: a typing activity with the whole text so far. The first names
 * the stream by its own id. A stream that ends without a message ends with an empty text.
 */
export function partActivity(
  key: ConversationKey,
  { streamId, sequence, text, informative }: ReplyPart,
  timestamp: string,
): WireActivity {
  return {
    ...typingActivity(key, timestamp),
    id: text !== null && sequence === 1 ? streamId : `${streamId}-${text === null ? 'end' : sequence}`,
    text: text ?? '',
    textFormat: 'plain',
    channelData: {
      ...(text === null
        ? { streamType: 'final' }
        : {
            streamType: informative ? 'informative' : 'streaming',
            streamSequence: sequence,
          }),
      ...((text === null || sequence > 1) && { streamId }),
    },
  };
}

/**
 * A client's watermark as a sequence number; clients treat it as opaque, and leave it out or empty at the start.
 * @throws BadInputError when it is not one that we gave.
 */
export function parseWatermark(given: unknown): number {
  if (given === undefined || given === '' || given === '-' || given === 'null') return 0;
  if (typeof given !== 'string' || !/^\d{1,15}$/.test(given))
    throw new BadInputError('watermark is not one that this server gave');
  return Number(given);
}

function isNamed(from: unknown): from is { name: string } {
  return typeof from === 'object' && from !== null && 'name' in from && typeof from.name === 'string';
}
