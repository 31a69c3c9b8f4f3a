import type { ActivityBody } from '../../bot/ports/conversation-store.ts';
import { newId } from '../../core/ids.ts';
import type { Language } from '../../core/words.ts';
import { answerAddress } from './answer-mails.ts';
import { clientOf, type Database } from './database.ts';

/*
 * waiting -> read       the shopper has seen it all in the chat, or has written since
 *         -> sending    claimed, and committed before the server is spoken to
 * sending -> handing    committed when all but the mail's last line is with the server: until here it has not taken it
 *         -> sending    the server was not reached or said not now, or the sender died: tried again
 *         -> failed     it will not take it, or `mostAttempts` were in vain
 * handing -> sent       the server said that it has it
 *         -> failed     nobody heard whether it has ('unknown'): trying again could send it twice
 */

const mostAttempts = 6;
/** After the first attempt; each further one waits twice as long. */
const againAfterS = 60;
/** Whoever claimed one so long ago has died over it. */
const leaseS = 300;

/** One e-mail, claimed. */
export interface AnswerMail {
  readonly id: string;
  readonly shopId: string;
  readonly conversationId: string;
  readonly to: string;
  readonly language: Language;
  /** Who reads it must sign in to see the conversation. */
  readonly shopperId: string | null;
  readonly visitorId: string;
  /** What agents wrote and the shopper has not read, oldest first. */
  readonly replies: readonly { readonly agentName: string; readonly activity: ActivityBody }[];
}

export interface AnswerMailSending {
  /** @param handOver to be awaited when everything but the end is with the server; it throws when nothing must go out. */
  send(mail: AnswerMail, handOver: () => Promise<void>): Promise<void>;
  /** What the server said of a mail that failed: it will never take it, not now, or nothing was heard of it. */
  verdict(error: unknown): 'refused' | 'later' | 'unheard';
}

/** Sends the answers that are due, one by one. @returns how many went out. */
export async function sendAnswerMails(database: Database, mailer: AnswerMailSending): Promise<number> {
  await database.query(
    `update answer_mails set state = 'failed', failure = 'unknown', updated_at = now()
     where state = 'handing' and due_at < now()`,
  );
  let sent = 0;
  for (;;) {
    const claimed = await claim(database);
    if (claimed === null) return sent;
    if (claimed.mail && (await sendOne(database, mailer, claimed.mail, claimed))) sent++;
  }
}

interface Claimed {
  readonly claim: string;
  readonly attempts: number;
  /** Null: there is nothing to send any more. */
  readonly mail: AnswerMail | null;
}

async function sendOne(
  database: Database,
  mailer: AnswerMailSending,
  mail: AnswerMail,
  { claim: own, attempts }: Claimed,
): Promise<boolean> {
  const move = async (from: string, change: string, values: unknown[] = []) => {
    const { rowCount } = await database.query(
      `update answer_mails set updated_at = now(), ${change}
       where shop_id = $1 and id = $2 and claim = $3 and state = '${from}'`,
      [mail.shopId, mail.id, own, ...values],
    );
    return rowCount === 1;
  };
  let handed = false;
  try {
    await mailer.send(mail, async () => {
      if (!(await move('sending', `state = 'handing', due_at = now() + make_interval(secs => $4)`, [leaseS])))
        throw new Error('another replica sends this answer');
      handed = true;
    });
  } catch (error) {
    const from = handed ? 'handing' : 'sending';
    const verdict = mailer.verdict(error);
    const notTaken = verdict === 'later' || (verdict === 'unheard' && !handed);
    if (notTaken && attempts < mostAttempts)
      await move(from, `state = 'sending', due_at = now() + make_interval(secs => $4)`, [
        againAfterS * 2 ** (attempts - 1),
      ]);
    else
      await move(from, `state = 'failed', failure = $4`, [
        notTaken ? 'unreachable' : verdict === 'refused' ? 'refused' : 'unknown',
      ]);
    return false;
  }
  return move('handing', `state = 'sent'`);
}

async function claim(database: Database): Promise<Claimed | null> {
  return database.transaction(async (tx) => {
    const client = clientOf(tx);
    const { rows } = await client.query<{
      shopId: string;
      id: string;
      conversationId: string;
      first: number;
      last: number;
      seen: number;
      attempts: number;
    }>(
      `select shop_id as "shopId", id, conversation_id as "conversationId", first_sequence as first, last_sequence as last,
         read_sequence as seen, attempts
       from answer_mails where state in ('waiting', 'sending') and due_at <= now()
       order by due_at, id limit 1 for update skip locked`,
    );
    const row = rows[0];
    if (!row) return null;
    const key = [row.shopId, row.conversationId];
    const { rows: unread } = await client.query<{ agentName: string; activity: ActivityBody }>(
      `select coalesce(activity->'from'->>'name', '') as "agentName", activity from activities
       where shop_id = $1 and conversation_id = $2 and role = 'agent' and not coalesce((activity->>'erased')::boolean, false)
         and sequence between $3 and $4 and sequence > $5
         and sequence > coalesce((select max(sequence) from activities
           where shop_id = $1 and conversation_id = $2 and direction = 'inbound'), 0)
       order by sequence`,
      [...key, row.first, row.last, row.seen],
    );
    const { rows: whom } = await client.query<{
      to: string | null;
      language: string | null;
      shopperId: string | null;
      visitorId: string;
    }>(
      `select (${answerAddress}) as to, coalesce(c.language, s.language) as language,
         case when c.identity_verified then c.shopper_id end as "shopperId", c.visitor_id as "visitorId"
       from conversations c left join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
       where c.shop_id = $1 and c.id = $2`,
      key,
    );
    const { to, language, shopperId, visitorId } = whom[0]!;
    const own = newId();
    const due = to !== null && unread.length > 0;
    const attempts = row.attempts + 1;
    await client.query(
      `update answer_mails set state = $3, attempts = $4, claim = $5, updated_at = now(),
         due_at = now() + make_interval(secs => $6)
       where shop_id = $1 and id = $2`,
      [row.shopId, row.id, due ? 'sending' : 'read', attempts, own, leaseS],
    );
    const { shopId, id, conversationId } = row;
    const mail = due
      ? {
          id,
          shopId,
          conversationId,
          to,
          language: language === 'zh' ? ('zh' as const) : ('en' as const),
          shopperId,
          visitorId,
          replies: unread,
        }
      : null;
    return { claim: own, attempts, mail };
  });
}
