-- How much a message sounds like leaving, in log odds; null: read by models that do not tell.
alter table understandings add column leaving real;

create or replace function load_turn(shop text, conversation uuid) returns json language plpgsql volatile as $$
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
        order by r.sequence desc limit 10) a), '[]'),
    'recentUnderstandings', coalesce((
      select json_agg(json_build_object(
        'sequence', u.sequence,
        'sentimentScore', (u.sentiment->'probabilities'->>'positive')::float8
          - (u.sentiment->'probabilities'->>'negative')::float8,
        'topic', u.topic->>'label', 'leaving', u.leaving) order by u.sequence)
      from (
        select sequence, sentiment, topic, leaving from understandings
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
