import { BadInputError, ConflictError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { ResponseModel } from '../../retention/exploration/learned-response.ts';
import { defaultMoneySettings, mostExplored } from '../../retention/money/money-settings.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';

export interface Exploration {
  /** Share of draws that try out what is not known yet. */
  readonly exploreShare: number;
  /** What draws learn by. */
  readonly responseModel: ResponseModel;
}

/**
 * Sets how many draws explore and which model learns; both hold from the next draw on. Budgets and caps stay what they
 * are, so that one person may do it.
 * @param change seen: as the page showed it.
 * @throws ConflictError when somebody changed it meanwhile; BadInputError for a share out of range.
 */
export async function changeExploration(
  tx: Transaction,
  change: { shopId: string; seen: Exploration; wanted: Exploration; reason: string; by: string },
): Promise<void> {
  const { shopId, seen, wanted, reason, by } = change;
  if (!(wanted.exploreShare >= 0 && wanted.exploreShare <= mostExplored))
    throw new BadInputError(
      `the exploration share is from 0 to ${mostExplored}; ${wanted.exploreShare} is not`,
    );
  const client = clientOf(tx);
  await client.query('insert into money_settings (shop_id) values ($1) on conflict do nothing', [shopId]);
  const { rows } = await client.query<Exploration>(
    `select explore_share as "exploreShare", response_model as "responseModel" from money_settings
     where shop_id = $1 for no key update`,
    [shopId],
  );
  const before = rows[0] ?? defaultMoneySettings;
  if (before.exploreShare !== seen.exploreShare || before.responseModel !== seen.responseModel)
    throw new ConflictError('somebody changed how much is tried out meanwhile; look at it again');
  if (before.exploreShare === wanted.exploreShare && before.responseModel === wanted.responseModel) return;
  await client.query(
    'update money_settings set explore_share = $2, response_model = $3, updated_at = now() where shop_id = $1',
    [shopId, wanted.exploreShare, wanted.responseModel],
  );
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'exploration.set',
    subject: 'money:exploration',
    before: { exploreShare: before.exploreShare, responseModel: before.responseModel },
    after: { ...wanted, ...(reason && { reason }) },
  });
}
