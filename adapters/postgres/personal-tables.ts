/**
 * Where data of one shopper stands, table by table: what a shopper gets of it, and what becomes of it when they are
 * erased. Statements take $1 the shop, $2 the shopper's ids (the known identity and those merged into it), $3 their
 * conversations. In this order erasure meets no foreign key.
 *
 * Kept without the person: orders and their lines (invoices, by tax law), grants and ledger (double-entry), decisions,
 * outcomes and assignments (what experiments are read from). They hold numbers and ids, and after the shopper's own row
 * is emptied nothing says whose they were.
 */
export interface PersonalTable {
  readonly table: string;
  /** One row an item; null: nothing that the shopper does not get elsewhere. */
  readonly select: string | null;
  /** null: kept, for the reason in `kept`. */
  readonly erase: string | null;
  readonly kept?: 'law' | 'books' | 'experiments' | 'proof';
}

const ofShopper = 'shop_id = $1 and shopper_id = any($2)';
const ofConversation = 'shop_id = $1 and conversation_id = any($3)';

/** What the shop's own systems call them; before the shoppers' rows forget it. */
const theirIds =
  'array(select external_id from shoppers where shop_id = $1 and id = any($2) and external_id is not null)';
const theirMails =
  'array(select lower(email) from shoppers where shop_id = $1 and id = any($2) and email is not null)';

export const personalTables: readonly PersonalTable[] = [
  {
    table: 'source_records', // of people and, below, messages that made the rows of the other tables
    select: null,
    // That they are gone stays, so that no later message brings them back.
    erase: `update source_records set content = null, deleted = true where shop_id = $1
      and source in ('shopify', 'woocommerce') and kind = 'shopper' and external_id = any(${theirIds})`,
  },
  {
    table: 'webhook_deliveries',
    select: null,
    erase: `update webhook_deliveries set body = null where shop_id = $1 and body is not null and processed_at is not null
      and (body #>> '{customer,id}' = any(${theirIds}) or body ->> 'customer_id' = any(${theirIds})
        or topic like 'customer%' and body ->> 'id' = any(${theirIds})
        or lower(coalesce(body ->> 'email', body #>> '{billing,email}', body #>> '{customer,email}')) = any(${theirMails}))`,
  },
  {
    table: 'shoppers',
    select: `select external_id as "customerId", display_name as name, email, language, country, region,
      loyalty_points as "loyaltyPoints", personalisation_refused_at as "personalisationRefusedAt", created_at as "createdAt"
      from shoppers where shop_id = $1 and id = any($2)`,
    erase: `update shoppers set external_id = null, display_name = null, email = null, language = null, region = null,
      loyalty_points = 0, personalisation_refused_at = coalesce(personalisation_refused_at, now()), erased_at = now()
      where shop_id = $1 and id = any($2)`,
  },
  {
    table: 'consents',
    select: `select purpose, granted, wording, given_at as "givenAt", via from consents where ${ofShopper} order by given_at`,
    erase: null,
    kept: 'proof',
  },
  {
    table: 'orders',
    select: `select number, placed_at as "placedAt", state, currency, shipping_cents as "shippingCents",
      tax_cents as "taxCents", cancelled_at as "cancelledAt",
      (select json_agg(json_build_object('product', l.product_id, 'quantity', l.quantity, 'listPriceCents', l.list_price_cents,
         'discountCents', l.discount_cents, 'refundCents', l.refund_cents) order by l.line_no)
       from order_lines l where l.shop_id = o.shop_id and l.order_id = o.id) as lines,
      (select json_agg(json_build_object('carrier', s.carrier, 'trackingNumber', s.tracking_number, 'state', s.state,
         'deliveredAt', s.delivered_at)) from shipments s where s.shop_id = o.shop_id and s.order_id = o.id) as shipments,
      (select json_agg(json_build_object('number', r.number, 'state', r.state, 'reason', r.reason, 'openedAt', r.opened_at))
       from returns r where r.shop_id = o.shop_id and r.order_id = o.id) as returns
      from orders o where ${ofShopper} order by placed_at`,
    erase: null,
    kept: 'law',
  },
  {
    table: 'returns',
    select: null, // with the orders
    // A reason is the shopper's own words.
    erase: `update returns set reason = null, conversation_id = null where ${ofConversation}`,
  },
  {
    table: 'imported_returns', // what a file said came back: amounts of orders, in no words
    select: `select product_id as "productId", quantity, amount_cents as "amountCents", returned_at as "returnedAt"
      from imported_returns where ${ofShopper} order by returned_at`,
    erase: null,
    kept: 'law',
  },
  {
    table: 'carts',
    select: `select lines, code, updated_at as "updatedAt" from carts where ${ofShopper}`,
    erase: `delete from carts where ${ofShopper}`,
  },
  {
    table: 'events',
    select: `select kind, product_id as "productId", payload, occurred_at as "occurredAt" from events where ${ofShopper}
      order by occurred_at`,
    erase: `delete from events where ${ofShopper}`,
  },
  {
    table: 'reviews',
    select: `select product_id as "productId", rating, body, written_at as "writtenAt" from reviews where ${ofShopper}
      order by written_at`,
    erase: `update reviews set shopper_id = null where ${ofShopper}`,
  },
  {
    table: 'conversations',
    select: `select c.id, c.channel, c.language, c.created_at as "createdAt", (
        select json_agg(json_build_object('at', a.created_at, 'from', a.role, 'text', a.activity ->> 'text',
          'attachments', a.activity -> 'attachments') order by a.sequence)
        from activities a where a.shop_id = c.shop_id and a.conversation_id = c.id and a.type = 'message') as messages
      from conversations c where c.shop_id = $1 and c.id = any($3) order by c.created_at`,
    erase: `update conversations set dialog = '{}', reference = null, visitor_id = 'erased', opened_from = null, language = null,
      topic = null, sentiment = null, fused_risk = null, clv_cents = null where shop_id = $1 and id = any($3)`,
  },
  {
    table: 'labelled_messages',
    select: null, // the conversation's own messages
    erase: `delete from labelled_messages where ${ofConversation}`,
  },
  {
    table: 'understandings',
    select: `select conversation_id as "conversationId", sequence, language, sentiment -> 'label' as sentiment,
      topic -> 'label' as topic, leaving as "leavingLogOdds"
      from understandings where ${ofConversation} order by conversation_id, sequence`,
    erase: `delete from understandings where ${ofConversation}`,
  },
  {
    table: 'assessments',
    select: `select conversation_id as "conversationId", sequence, behavioural_risk as "behaviouralRisk",
      behavioural_reasons as "behaviouralReasons", fused_risk as "fusedRisk", fused_reasons as "fusedReasons", value
      from assessments where ${ofConversation} order by conversation_id, sequence`,
    erase: `delete from assessments where ${ofConversation}`,
  },
  {
    table: 'activities',
    select: null, // with the conversations
    erase: `update activities set activity = json_build_object('type', type, 'erased', true), client_activity_id = null,
      turn_state = case turn_state when 'pending' then 'done' else turn_state end where ${ofConversation}`,
  },
  {
    table: 'uploads',
    select: `select conversation_id as "conversationId", name, content_type as "contentType",
      encode(content, 'base64') as content, created_at as "createdAt" from uploads where ${ofConversation}`,
    erase: `delete from uploads where ${ofConversation}`,
  },
  {
    table: 'handoffs',
    select: `select requested_at as "requestedAt", state, reason, answer_email as "answerEmail", closed_at as "closedAt"
      from handoffs where ${ofConversation} order by requested_at`,
    erase: `update handoffs set context = '{}', event = null, answer_email = null where ${ofConversation}`,
  },
  {
    table: 'answer_mails', // no text and no address
    select: `select state, created_at as "createdAt", updated_at as "updatedAt" from answer_mails where ${ofConversation}
      order by created_at`,
    erase: `delete from answer_mails where ${ofConversation}`,
  },
  {
    table: 'desk_notes',
    select: `select body, created_at as "createdAt" from desk_notes where ${ofConversation} order by created_at`,
    erase: `delete from desk_notes where ${ofConversation}`,
  },
  { table: 'desk_drafts', select: null, erase: `delete from desk_drafts where ${ofConversation}` },
  { table: 'desk_sends', select: null, erase: `delete from desk_sends where ${ofConversation}` },
  { table: 'desk_presence', select: null, erase: `delete from desk_presence where ${ofConversation}` },
  { table: 'desk_reads', select: null, erase: `delete from desk_reads where ${ofConversation}` },
  { table: 'desk_search', select: null, erase: `delete from desk_search where ${ofConversation}` },
  {
    table: 'remedies',
    select: `select fact, evidence, created_at as "createdAt" from remedies where ${ofShopper} order by created_at`,
    // That one was given stays, with the grant; an agent's words about it do not.
    erase: `update remedies set evidence = evidence - 'statement' - 'uploadId' where ${ofShopper}`,
  },
  {
    table: 'shopper_risks',
    select: `select risk, checked_at as "checkedAt" from shopper_risks where ${ofShopper}`,
    erase: `delete from shopper_risks where ${ofShopper}`,
  },
  {
    table: 'shoppers_at_risk', // what a churn model said of them last night, and why
    select: `select risk, clv_cents as "clvCents", reasons from shoppers_at_risk where ${ofShopper}`,
    erase: `delete from shoppers_at_risk where ${ofShopper}`,
  },
  {
    table: 'shopper_values', // what a lifetime model expects of them
    select: `select alive_probability as "aliveProbability", purchases as "expectedPurchases",
      residual_cents as "residualCents" from shopper_values where ${ofShopper}`,
    erase: `delete from shopper_values where ${ofShopper}`,
  },
  {
    table: 'desk_alerts',
    select: `select risk, reasons, outcome, note, created_at as "createdAt" from desk_alerts where ${ofShopper}
      order by created_at`,
    erase: `delete from desk_alerts where ${ofShopper}`,
  },
  {
    table: 'outreach',
    select: `select planned_at as "chosenAt", arm, state, sent_at as "sentAt", mail_state as "mailState", mail ->> 'text' as mail
      from outreach where ${ofShopper} order by planned_at`,
    // That somebody was chosen stays, with the arm that experiments are read by.
    erase: `update outreach set mail = null, state = case state when 'planned' then 'stopped' else state end,
      mail_state = case mail_state when 'due' then 'stopped' else mail_state end where ${ofShopper}`,
  },
  {
    table: 'privacy_requests',
    select: `select kind, state, requested_at as "requestedAt", closed_at as "closedAt" from privacy_requests
      where shop_id = $1 and (shopper_id = any($2) or conversation_id = any($3)) order by requested_at`,
    erase: `update privacy_requests set state = 'done', closed_at = coalesce(closed_at, now())
      where shop_id = $1 and (shopper_id = any($2) or conversation_id = any($3)) and state in ('open', 'offered', 'confirmed')`,
  },
  {
    table: 'fact_snapshots',
    select: `select period_start as "periodStart", facts from fact_snapshots where ${ofShopper} order by period_start`,
    erase: null,
    kept: 'experiments',
  },
  {
    table: 'decisions',
    select: `select kind, action, propensity, slice, arm, policy_version as "policyVersion", created_at as "createdAt"
      from decisions where ${ofShopper} order by created_at`,
    erase: null,
    kept: 'experiments',
  },
  {
    table: 'assignments',
    select: `select experiment_id as "experiment", arm, assigned_at as "assignedAt" from assignments where ${ofShopper}`,
    erase: null,
    kept: 'experiments',
  },
  {
    table: 'grants',
    select: `select offer_id as "offer", code, state, terms -> 'name' as name, created_at as "createdAt",
      expires_at as "expiresAt" from grants where ${ofShopper} order by created_at`,
    erase: null,
    kept: 'books',
  },
];
