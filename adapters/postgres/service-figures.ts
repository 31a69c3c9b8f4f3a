import type { DurationView, ServicePage } from '../../core/contracts/console-service.ts';
import type { TopicLabel } from '../../core/words.ts';
import type { Queryable } from './database.ts';
import { shareView } from './share-view.ts';
import { countUnsure } from './unsure-messages.ts';

interface Totals {
  conversations: number;
  handed: number;
  ended: number;
  resolved: number;
  rated: number;
  satisfied: number;
  replied: number;
  reply_p50: number | null;
  reply_p90: number | null;
  closed: number;
  closed_p50: number | null;
  closed_p90: number | null;
}

/** Figures over the conversations that began in [from, to) and in which a shopper said something. */
export async function serviceFigures(
  queryable: Queryable,
  shopId: string,
  from: Date,
  to: Date,
): Promise<ServicePage> {
  const [totals, topics, misunderstood] = await Promise.all([
    totalsOf(queryable, shopId, from, to),
    topicsByWeek(queryable, shopId, from, to),
    countUnsure(queryable, shopId),
  ]);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    conversations: totals.conversations,
    contained: shareView(totals.conversations - totals.handed, totals.conversations),
    handedOver: shareView(totals.handed, totals.conversations),
    firstReply: durationOf(totals.replied, totals.reply_p50, totals.reply_p90),
    resolution: durationOf(totals.closed, totals.closed_p50, totals.closed_p90),
    resolved: shareView(totals.resolved, totals.ended),
    satisfied: shareView(totals.satisfied, totals.rated),
    topicsByWeek: topics,
    misunderstood,
  };
}

async function totalsOf(queryable: Queryable, shopId: string, from: Date, to: Date): Promise<Totals> {
  const { rows } = await queryable.query<Totals>(
    `with talked as materialized (
       select id from conversations
       where shop_id = $1 and created_at >= $2 and created_at < $3 and topic is not null),
     handoff as (
       select h.* from talked t join handoffs h on h.shop_id = $1 and h.conversation_id = t.id)
     select (select count(*) from talked) as conversations,
       (select count(distinct conversation_id) from handoff) as handed,
       count(*) filter (where state in ('resolved', 'given_back')) as ended,
       count(*) filter (where state = 'resolved') as resolved,
       count(rating) as rated,
       count(*) filter (where rating >= 4) as satisfied,
       count(first_replied_at) as replied,
       percentile_cont(0.5) within group (order by extract(epoch from first_replied_at - requested_at)) as reply_p50,
       percentile_cont(0.9) within group (order by extract(epoch from first_replied_at - requested_at)) as reply_p90,
       count(closed_at) filter (where state = 'resolved') as closed,
       percentile_cont(0.5) within group (order by extract(epoch from closed_at - requested_at))
         filter (where state = 'resolved') as closed_p50,
       percentile_cont(0.9) within group (order by extract(epoch from closed_at - requested_at))
         filter (where state = 'resolved') as closed_p90
     from handoff`,
    [shopId, from, to],
  );
  return rows[0]!;
}

async function topicsByWeek(
  queryable: Queryable,
  shopId: string,
  from: Date,
  to: Date,
): Promise<ServicePage['topicsByWeek']> {
  const { rows } = await queryable.query<{ week: string; topics: { topic: TopicLabel; messages: number }[] }>(
    `with weeks as (
       select week, week at time zone time_zone as begins, (week + interval '7 days') at time zone time_zone as ends
       from shops, generate_series(date_trunc('week', $2::timestamptz at time zone time_zone),
         $3::timestamptz at time zone time_zone, interval '7 days') as week
       where id = $1),
     counted as (
       select week, topic, messages from weeks
       cross join lateral (
         select topic_label as topic, count(*) as messages from understandings
         where shop_id = $1 and said_at >= greatest(begins, $2) and said_at < least(ends, $3)
         group by topic_label) topics)
     select to_char(week, 'YYYY-MM-DD') as week, json_agg(json_build_object('topic', topic, 'messages', messages) order by messages desc, topic) as topics
     from counted group by week order by week`,
    [shopId, from, to],
  );
  return rows;
}

function durationOf(count: number, p50: number | null, p90: number | null): DurationView {
  const whole = (seconds: number | null) => (seconds === null ? null : Math.round(seconds));
  return { count, p50S: whole(p50), p90S: whole(p90) };
}
