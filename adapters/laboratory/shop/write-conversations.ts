import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { momentOf } from '../../../retention/laboratory/calendar.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import type { LabelledConversation } from '../laboratory-world.ts';
import type { LoadedShop } from './write-purchases.ts';

const betweenMs = 40_000;
const atOnce = 2_000;

/**
 * Writes what shoppers wrote, answered and not yet read: no understanding is invented, since that would hand the truth
 * to whoever learns from it.
 */
export async function writeConversations(
  tx: Transaction,
  shop: LoadedShop,
  conversations: readonly LabelledConversation[],
  onProgress: (share: number) => void,
): Promise<void> {
  for (let from = 0; from < conversations.length; from += atOnce) {
    onProgress(from / conversations.length);
    const part = conversations.slice(from, from + atOnce).map((conversation) => ({
      ...conversation,
      id: conversationIdOf(shop.id, conversation),
      begunMs: momentOf(conversation.day, shop.dayZero.getTime()).getTime(),
    }));
    await insertRows(
      tx,
      'conversations',
      [
        ['shop_id', 'text', () => shop.id],
        ['id', 'uuid', ({ id }) => id],
        ['channel', 'text', () => 'directline'],
        ['shopper_id', 'uuid', ({ shopper }) => idOfName(shop.id, 'shopper', shopper)],
        ['identity_verified', 'boolean', () => true],
        ['visitor_id', 'text', ({ shopper }) => shopper],
        ['language', 'text', ({ language }) => language],
        ['next_sequence', 'bigint', ({ messages }) => messages.length + 1],
        ['created_at', 'timestamptz', ({ begunMs }) => new Date(begunMs)],
        [
          'last_activity_at',
          'timestamptz',
          ({ begunMs, messages }) => new Date(begunMs + betweenMs * (messages.length - 1)),
        ],
      ],
      part,
    );
    await insertRows(
      tx,
      'activities',
      [
        ['shop_id', 'text', () => shop.id],
        ['conversation_id', 'uuid', ({ id }) => id],
        ['sequence', 'bigint', ({ i }) => i + 1],
        ['direction', 'text', () => 'inbound'],
        ['role', 'text', () => 'shopper'],
        ['type', 'text', () => 'message'],
        ['client_activity_id', 'text', ({ i }) => `laboratory-${i + 1}`],
        [
          'activity',
          'jsonb',
          ({ text, language, shopper }) => ({
            type: 'message',
            text,
            textFormat: 'plain',
            locale: language === 'zh' ? 'zh-CN' : 'en-GB',
            from: { id: shopper },
          }),
        ],
        ['turn_state', 'text', () => 'done'],
        ['created_at', 'timestamptz', ({ begunMs, i }) => new Date(begunMs + betweenMs * i)],
      ],
      part.flatMap(({ messages, ...conversation }) =>
        messages.map((text, i) => ({ ...conversation, text, i })),
      ),
    );
  }
}

/** A shopper may begin two at once: the first words tell them apart. */
export function conversationIdOf(
  shopId: string,
  { shopper, day, messages }: Pick<LabelledConversation, 'shopper' | 'day' | 'messages'>,
): string {
  return idOfName(shopId, 'conversation', shopper, String(day), messages[0]!);
}
