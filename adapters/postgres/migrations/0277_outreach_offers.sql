-- A message of outreach may carry the offer that the shopper's period drew: the draw, and the grant that was shown.
alter table outreach
  add column offer_decision_id uuid,                    -- the period's money decision; null: none was drawn for it
  add column grant_id uuid;                             -- null: nothing was given, or it was not shown with this message
