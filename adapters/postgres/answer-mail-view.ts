import { officeHours } from '../../bot/dialog/office-hours.ts';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { ShopFacts } from '../../bot/ports/shop-data.ts';
import type { AnswerByMail } from '../../core/contracts/desk-conversation.ts';
import { answerAddress, answerMailAfterS } from './answer-mails.ts';
import type { Queryable } from './database.ts';

type Latest = NonNullable<AnswerByMail['latest']>;

/** Whether an answer reaches the shopper beside the chat; null when nobody told them that it comes later. */
export async function answerByMail(
  db: Queryable,
  key: ConversationKey,
  { shop, works }: { shop: ShopFacts; works: boolean },
): Promise<AnswerByMail | null> {
  const { rows } = await db.query<{
    email: string | null;
    asked: Date | null;
    state: Latest['state'] | 'handing' | null;
    at: Date;
    failure: Latest['failure'];
  }>(
    `select (${answerAddress}) as email,
       (select requested_at from handoffs
        where shop_id = $1 and conversation_id = $2 and state in ('requested', 'accepted')) as asked,
       m.state, case m.state when 'waiting' then m.due_at else m.updated_at end as at, m.failure
     from (select 1) one
     left join lateral (select * from answer_mails where shop_id = $1 and conversation_id = $2
       order by created_at desc limit 1) m on true`,
    [key.shopId, key.conversationId],
  );
  const { email, asked, state, at, failure } = rows[0]!;
  const toldLater =
    asked !== null && shop.support !== null && !officeHours(shop.support, shop.timeZone, asked, 'en').open;
  if (email === null && state === null && !toldLater) return null;
  return {
    email,
    works,
    afterMinutes: Math.round(answerMailAfterS / 60),
    latest: state && {
      state: state === 'handing' ? 'sending' : state,
      at: at.toISOString(),
      failure,
    },
  };
}
