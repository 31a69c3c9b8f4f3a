-- When an unanswered activity was last claimed by a sweep, so that two replicas do not claim it at once.
alter table activities add column attempted_at timestamptz;

-- The sweep asks for a conversation's oldest unanswered activity; a turn asks for all of them.
create index activities_unanswered on activities (shop_id, conversation_id, sequence) where turn_state = 'pending';

/*
  Locks a conversation and reads everything a turn starts from, in one round trip; null for an unknown one.
  A function, and volatile, because each of its statements takes a new snapshot: what is read is what stands after the
  lock was granted, not what stood when the wait for it began. (One select with "for update" would read the other
  tables by the older snapshot, and answer a message that the turn before has answered already.)
*/
create function load_turn(shop text, conversation uuid) returns json language plpgsql volatile as $$
declare
  loaded json;
begin
  perform 1 from conversations where shop_id = shop and id = conversation for no key update;
  if not found then
    return null;
  end if;
  select json_build_object(
    'conversation', json_build_object(
      'shopId', c.shop_id, 'conversationId', c.id, 'channel', c.channel, 'shopperId', c.shopper_id,
      'identityVerified', c.identity_verified, 'visitorId', c.visitor_id, 'language', c.language,
      'heldBy', c.held_by, 'dialog', c.dialog),
    'shopper', (
      select json_build_object(
        'id', s.id, 'displayName', s.display_name, 'email', s.email, 'language', s.language, 'country', s.country,
        'loyaltyPoints', s.loyalty_points, 'personalisationRefused', s.personalisation_refused_at is not null)
      from shoppers s where s.shop_id = c.shop_id and s.id = c.shopper_id),
    'pending', coalesce((
      select json_agg(activity_json(a) order by a.sequence)
      from activities a
      where a.shop_id = shop and a.conversation_id = conversation and a.turn_state = 'pending'), '[]'),
    'recent', coalesce((
      select json_agg(activity_json(a) order by a.sequence)
      from (
        select * from activities r
        where r.shop_id = shop and r.conversation_id = conversation and r.turn_state is distinct from 'pending'
        order by r.sequence desc limit 30) a), '[]'),
    'recentUnderstandings', coalesce((
      select json_agg(json_build_object(
        'sequence', u.sequence,
        'sentimentScore', (u.sentiment->'probabilities'->>'positive')::float8
          - (u.sentiment->'probabilities'->>'negative')::float8,
        'topic', u.topic->>'label') order by u.sequence)
      from (
        select sequence, sentiment, topic from understandings
        where shop_id = shop and conversation_id = conversation
        order by sequence desc limit 10) u), '[]'),
    'openHandoff', (
      select json_build_object('id', h.id, 'state', h.state, 'requestedAt', h.requested_at)
      from handoffs h
      where h.shop_id = shop and h.conversation_id = conversation and h.state in ('requested', 'accepted')))
  into loaded
  from conversations c
  where c.shop_id = shop and c.id = conversation;
  return loaded;
end $$;

create function activity_json(a activities) returns json language sql immutable as $$
  select json_build_object(
    'sequence', a.sequence, 'direction', a.direction, 'role', a.role, 'clientActivityId', a.client_activity_id,
    'activity', a.activity, 'replyTo', a.reply_to, 'createdAt', a.created_at)
$$;
