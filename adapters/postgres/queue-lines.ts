import { officeHours } from '../../bot/dialog/office-hours.ts';
import { minutesOf } from '../../bot/handoff/minutes-of.ts';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { ShopData } from '../../bot/ports/shop-data.ts';
import { speaker } from '../../bot/say/speaker.ts';
import type { Clock } from '../../core/clock.ts';
import type { QueueLine } from '../direct-line/queue-line.ts';
import type { Database } from './database.ts';
import { recentWaitS } from './handoff-queue.ts';

/** Places of those among these conversations who wait for a person while people are in, by conversation. */
export async function queueLines(
  parts: { database: Database; shopData: ShopData; clock: Clock },
  keys: readonly ConversationKey[],
): Promise<ReadonlyMap<string, QueueLine>> {
  const { database, shopData, clock } = parts;
  const { rows } = await database.query<{ shopId: string; id: string; place: number; language: string }>(
    `with asked as (
       select h.shop_id, h.conversation_id from unnest($1::text[], $2::uuid[]) as k (shop_id, id)
       join handoffs h on h.shop_id = k.shop_id and h.conversation_id = k.id and h.state = 'requested'),
     standing as (
       select shop_id, conversation_id, rank() over (partition by shop_id order by due_at) as place from handoffs
       where state in ('requested', 'accepted') and state = 'requested' and shop_id in (select shop_id from asked))
     select s.shop_id as "shopId", s.conversation_id as id, s.place, coalesce(c.language, 'en') as language
     from asked a
     join standing s on s.shop_id = a.shop_id and s.conversation_id = a.conversation_id
     join conversations c on c.shop_id = s.shop_id and c.id = s.conversation_id`,
    [keys.map(({ shopId }) => shopId), keys.map(({ conversationId }) => conversationId)],
  );
  const now = clock.now();
  const lines = new Map<string, QueueLine>();
  for (const shopId of new Set(rows.map((row) => row.shopId))) {
    const shop = await database.transaction((tx) => shopData.shop(tx, shopId));
    if (shop.support && !officeHours(shop.support, shop.timeZone, now, 'en').open) continue;
    const waitS = await recentWaitS(database, { shopId, now });
    for (const { id, place, language } of rows.filter((row) => row.shopId === shopId)) {
      const say = speaker(language === 'zh' ? 'zh' : 'en', id);
      const text =
        waitS === null
          ? say('handoff.place', { place })
          : say('handoff.placeAndWait', { place, minutes: minutesOf(waitS) });
      lines.set(id, { place, text });
    }
  }
  return lines;
}
