import type { OutreachExperimentView } from '../../core/contracts/console-money.ts';
import { sampleRatio } from '../../retention/experiments/sample-ratio.ts';
import type { Queryable } from './database.ts';
import { outreachSettings } from './outreach-settings.ts';

/**
 * Who was chosen to be written to and who was held back, as an experiment: by the arm that was assigned, and whether
 * the split is what it was to be, with the share of each shopper's own time. @returns null where it is off and never was on.
 */
export async function outreachCounts(
  queryable: Queryable,
  shopId: string,
): Promise<OutreachExperimentView | null> {
  const settings = await outreachSettings(queryable, shopId);
  const { rows } = await queryable.query<
    OutreachExperimentView['arms'][number] & { since: Date; share: number }
  >(
    `with first as (
       select distinct on (coalesce(s.merged_into, s.id)) coalesce(s.merged_into, s.id) as shopper_id, o.arm, o.planned_at,
         coalesce(o.contact_share, $2) as share
       from outreach o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       where o.shop_id = $1 order by coalesce(s.merged_into, s.id), o.planned_at, o.id),
     done as (
       select arm, count(*) as chosen, count(*) filter (where sequence is not null) as messages,
         count(*) filter (where mail_state = 'sent') as mails
       from outreach where shop_id = $1 group by arm)
     select f.arm as key, count(*) as shoppers, max(d.chosen) as chosen, max(d.messages) as messages,
       max(d.mails) as mails, min(f.planned_at) as since, sum(f.share)::float8 as share,
       count(*) filter (where exists (
         select 1 from consents c where c.shop_id = $1 and c.shopper_id = f.shopper_id and not c.granted
           and c.purpose in ('outreach_chat', 'outreach_email') and c.given_at >= f.planned_at)) as withdrew
     from first f join done d using (arm) group by f.arm`,
    [shopId, settings.contactShare],
  );
  if (rows.length === 0 && !settings.enabled) return null;
  const total = rows.reduce((sum, { shoppers }) => sum + shoppers, 0);
  const toContact = rows.reduce((sum, { share }) => sum + share, 0);
  const planned = {
    contact: total === 0 ? settings.contactShare : toContact / total,
    control: total === 0 ? 1 - settings.contactShare : 1 - toContact / total,
  };
  const arms = (['contact', 'control'] as const).map((key) => {
    const row = rows.find((one) => one.key === key);
    const { shoppers = 0, chosen = 0, messages = 0, mails = 0, withdrew = 0 } = row ?? {};
    return { key, weight: planned[key], shoppers, chosen, messages, mails, withdrew };
  });
  const since = rows.map((row) => row.since.getTime());
  return {
    running: settings.enabled,
    since: since.length === 0 ? null : new Date(Math.min(...since)).toISOString(),
    arms,
    sampleRatio: sampleRatio(arms.map(({ shoppers, weight }) => ({ count: shoppers, weight }))),
  };
}
