import type { KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import type { Language, TopicLabel } from '../../core/words.ts';
import type { Queryable } from './database.ts';

/** A message with what a person said that it meant; personal data is taken out. */
export interface LabelledMessage {
  readonly text: string;
  readonly topic: TopicLabel;
  readonly language: Language;
  /** What the model took it for. */
  readonly guessed: TopicLabel;
  readonly labelledAt: string;
}

/** What people of a shop said of the work list's messages, by key; skipped ones are left out. */
export async function labelledMessages(
  queryable: Queryable,
  shopId: string,
  page: PageRequest,
): Promise<KeyedPage<LabelledMessage>> {
  const [conversationId, sequence] = page.after?.split('|') ?? [null, null];
  const { rows } = await queryable.query<
    Omit<LabelledMessage, 'labelledAt'> & { conversation_id: string; sequence: number; labelled_at: Date }
  >(
    `select conversation_id, sequence, redacted_text as text, topic, language, guessed, labelled_at
     from labelled_messages
     where shop_id = $1 and topic is not null
       and ($2::uuid is null or (conversation_id, sequence) > ($2, $3::bigint))
     order by conversation_id, sequence limit $4`,
    [shopId, conversationId, sequence, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ text, topic, language, guessed, labelled_at }) => ({
      text,
      topic,
      language,
      guessed,
      labelledAt: labelled_at.toISOString(),
    })),
    next: rows.length > page.limit && last ? `${last.conversation_id}|${last.sequence}` : null,
  };
}
