import { clientOf, type Database } from './database.ts';
import { outreachCandidates } from './outreach-candidates.ts';

/*
 * due -> sending -> sent      claimed and committed before the server is spoken to, so that a process that dies in
 *     -> stopped              between leaves 'sending' and no mail goes out twice
 *        sending -> due       the server said not now, or was not reached: tried again, `mostAttempts` times in all
 *        sending -> failed    it will not take it, or nobody knows whether it did
 */

const mostAttempts = 5;
const againAfterMs = 15 * 60_000;
/** Whoever claimed one so long ago has died over it. */
const lostAfterMs = 3_600_000;

export interface DueMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly stopLink: string;
}

export interface MailSending {
  send(mail: DueMail): Promise<void>;
  /** True for a failure after which the mail has certainly not been taken and may be later. */
  mayTryAgain(error: unknown): boolean;
}

/** Sends the e-mails that are due, one by one; consent is looked at again before each. @returns how many went out. */
export async function sendDueMails(
  database: Database,
  request: { shopId: string; now: Date },
  mailer: MailSending,
): Promise<number> {
  const { shopId, now } = request;
  await database.query(
    `update outreach set mail_state = 'failed', mail = null
     where shop_id = $1 and mail_state = 'sending' and mail_at < $2`,
    [shopId, new Date(now.getTime() - lostAfterMs)],
  );
  let sent = 0;
  for (;;) {
    const claimed = await claim(database, shopId, now);
    if (claimed === null) return sent;
    if (claimed.mail === null) continue;
    const { id, attempts, mail } = claimed;
    const settle = (state: 'sent' | 'failed') =>
      database.query('update outreach set mail_state = $3, mail = null where shop_id = $1 and id = $2', [
        shopId,
        id,
        state,
      ]);
    try {
      await mailer.send(mail);
    } catch (error) {
      if (attempts < mostAttempts && mailer.mayTryAgain(error))
        // A withdrawal meanwhile found it 'sending'; the next claim sees it.
        await database.query(
          `update outreach set mail_state = 'due', mail_at = $3 where shop_id = $1 and id = $2`,
          [shopId, id, new Date(now.getTime() + againAfterMs)],
        );
      else await settle('failed');
      continue;
    }
    await settle('sent');
    sent++;
  }
}

async function claim(
  database: Database,
  shopId: string,
  now: Date,
): Promise<{ id: string; attempts: number; mail: DueMail | null } | null> {
  return database.transaction(async (tx) => {
    const client = clientOf(tx);
    const { rows } = await client.query<{
      id: string;
      shopper_id: string;
      mail: DueMail;
      mail_attempts: number;
    }>(
      `select o.id, coalesce(s.merged_into, s.id) as shopper_id, o.mail, o.mail_attempts from outreach o
       join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       where o.shop_id = $1 and o.mail_state = 'due' and o.mail_at <= $2
       order by o.mail_at, o.id limit 1 for update of o skip locked`,
      [shopId, now],
    );
    const row = rows[0];
    if (!row) return null;
    const [shopper] = await outreachCandidates(client, { shopId, now, shopperId: row.shopper_id });
    const allowed = shopper?.mayMail && !shopper.erased && !shopper.personalisationRefused;
    const attempts = row.mail_attempts + 1;
    await client.query(
      `update outreach set mail_state = $3, mail_attempts = $4, mail_at = $5, mail = case when $3 = 'stopped' then null else mail end
       where shop_id = $1 and id = $2`,
      [shopId, row.id, allowed ? 'sending' : 'stopped', attempts, now],
    );
    return { id: row.id, attempts, mail: allowed ? row.mail : null };
  });
}
