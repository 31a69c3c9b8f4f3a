import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Queryable } from './database.ts';
import type { DataSubject } from './personal-data.ts';

/**
 * Whose data a conversation is about: the shopper's, with the name that has to be typed before they are erased; of a
 * visitor the conversation alone, which has no name. @throws NotFoundError, also for another shop's.
 */
export async function conversationSubject(
  queryable: Queryable,
  { shopId, conversationId }: ConversationKey,
): Promise<{ of: DataSubject; name: string | null }> {
  const { rows } = await queryable.query<{ shopper_id: string | null; name: string | null }>(
    `select s.id as shopper_id, coalesce(s.display_name, s.external_id, s.id::text) as name
     from conversations c
     left join shoppers known on known.shop_id = c.shop_id and known.id = c.shopper_id
     left join shoppers s on s.shop_id = c.shop_id and s.id = coalesce(known.merged_into, known.id)
     where c.shop_id = $1 and c.id = $2`,
    [shopId, conversationId],
  );
  if (!rows[0]) throw new NotFoundError(`there is no conversation ${conversationId} in this shop`);
  const { shopper_id: shopperId, name } = rows[0];
  return shopperId === null ? { of: { conversationId }, name: null } : { of: { shopperId }, name };
}
