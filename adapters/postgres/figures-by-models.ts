import type { ModelFigures } from '../../core/contracts/console-service.ts';
import type { Queryable } from './database.ts';
import { shareView } from './share-view.ts';
import { unsureBelow } from './unsure-messages.ts';

/** How each version of the models did with the messages of [from, to), the one that read last first. */
export async function figuresByModels(
  queryable: Queryable,
  shopId: string,
  from: Date,
  to: Date,
): Promise<ModelFigures[]> {
  const { rows } = await queryable.query<{
    version: string;
    last_at: Date;
    messages: number;
    unsure: number;
    conversations: number;
    handed: number;
    labelled: number;
    agreed: number;
  }>(
    `with reading as (
       select u.model_version as version, u.conversation_id, count(*) as messages, max(u.said_at) as last_at,
         count(*) filter (where u.certainty < $4) as unsure, count(l.topic) as labelled,
         count(*) filter (where l.topic = u.topic_label) as agreed
       from understandings u
       left join labelled_messages l on l.shop_id = u.shop_id and l.conversation_id = u.conversation_id
         and l.sequence = u.sequence
       where u.shop_id = $1 and u.said_at >= $2 and u.said_at < $3
       group by 1, 2)
     select version, max(last_at) as last_at, sum(messages)::int as messages, sum(unsure)::int as unsure,
       count(*) as conversations, sum(labelled)::int as labelled, sum(agreed)::int as agreed,
       count(*) filter (where exists (
         select 1 from handoffs h where h.shop_id = $1 and h.conversation_id = reading.conversation_id)) as handed
     from reading group by version order by last_at desc, version`,
    [shopId, from, to, unsureBelow],
  );
  return rows.map((row) => ({
    version: row.version,
    lastAt: row.last_at.toISOString(),
    messages: row.messages,
    unsure: shareView(row.unsure, row.messages),
    handedOver: shareView(row.handed, row.conversations),
    agreed: shareView(row.agreed, row.labelled),
  }));
}
