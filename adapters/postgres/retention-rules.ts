/** How long a kind of data is kept, and how it goes. */
export interface RetentionRule {
  /** Its name in retention_times and on the page. */
  readonly table: string;
  readonly days: number;
  /** Condition of what is due: $1 the shop, $2 the moment before which it is. */
  readonly due: string;
  /** The column that `due` goes by. */
  readonly since: string;
  /** The table whose rows are counted and locked. */
  readonly from: string;
  /** What is run for a batch of them: $1 the shop, $2 their ids. */
  readonly remove: readonly string[];
}

const textOfConversations = [
  'delete from labelled_messages where shop_id = $1 and conversation_id = any($2)',
  'delete from understandings where shop_id = $1 and conversation_id = any($2)',
  'delete from assessments where shop_id = $1 and conversation_id = any($2)',
  'delete from uploads where shop_id = $1 and conversation_id = any($2)',
  'delete from answer_mails where shop_id = $1 and conversation_id = any($2)',
  'delete from desk_notes where shop_id = $1 and conversation_id = any($2)',
  'delete from desk_drafts where shop_id = $1 and conversation_id = any($2)',
  'delete from desk_sends where shop_id = $1 and conversation_id = any($2)',
  'delete from desk_search where shop_id = $1 and conversation_id = any($2)',
  `update handoffs set context = '{}', event = null, answer_email = null where shop_id = $1 and conversation_id = any($2)`,
  `update activities set activity = json_build_object('type', type, 'erased', true), client_activity_id = null
   where shop_id = $1 and conversation_id = any($2)`,
  `update conversations set dialog = '{}', reference = null, visitor_id = 'erased', opened_from = null,
   texts_erased_at = now()
   where shop_id = $1 and id = any($2)`,
];

/**
 * What goes by itself, and when. Orders, grants, ledger, decisions, outcomes and the audit log never do: law, books and
 * experiments need them, and they name nobody.
 */
export const retentionRules: readonly RetentionRule[] = [
  {
    table: 'events', // browsing: features look back 180 days
    days: 400,
    from: 'events',
    since: 'occurred_at',
    due: 'occurred_at < $2',
    remove: ['delete from events where shop_id = $1 and id = any($2)'],
  },
  {
    table: 'uploads', // pictures and files of conversations
    days: 180,
    from: 'uploads',
    since: 'created_at',
    due: 'created_at < $2',
    remove: ['delete from uploads where shop_id = $1 and id = any($2)'],
  },
  {
    table: 'conversations', // the words of conversations; that they took place stays
    days: 730,
    from: 'conversations',
    since: 'last_activity_at',
    due: `last_activity_at < $2 and held_by = 'bot' and (texts_erased_at is null or texts_erased_at < last_activity_at)`,
    remove: textOfConversations,
  },
  {
    table: 'carts',
    days: 90,
    from: 'carts',
    since: 'updated_at',
    due: 'updated_at < $2',
    remove: ['delete from carts where shop_id = $1 and id = any($2)'],
  },
];
