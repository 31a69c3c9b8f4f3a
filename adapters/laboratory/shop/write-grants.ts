import { createHash } from 'node:crypto';
import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { codeFrom } from '../../../retention/money/code.ts';
import { ledgerEntries } from '../../../retention/money/ledger-entries.ts';
import { noticeFor } from '../../../retention/notices/notice-for.ts';
import { clientOf } from '../../postgres/database.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import { budgetLimitCents, type CampaignGrant } from './campaign-grants.ts';
import { campaignBudget, campaignOffers } from './past-draws.ts';
import type { LoadedShop } from './write-purchases.ts';

/** Writes the campaign's budget, its grants, and the ledger of what they reserved, spent and gave back. */
export async function writeGrants(
  tx: Transaction,
  shop: LoadedShop,
  grants: readonly CampaignGrant[],
): Promise<void> {
  await insertBudget(tx, shop, grants);
  await insertGrants(tx, shop, grants);
  await insertMovements(tx, shop, grants);
}

async function insertBudget(
  tx: Transaction,
  shop: LoadedShop,
  grants: readonly CampaignGrant[],
): Promise<void> {
  const [first, last] = [grants[0], grants.at(-1)];
  if (!first || !last) return;
  await clientOf(tx).query(
    `insert into budgets (shop_id, id, name, limit_cents, spent_cents, starts_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      shop.id,
      campaignBudget,
      JSON.stringify({ en: 'The past campaign', zh: '过去的优惠活动' }),
      budgetLimitCents(grants),
      grants.reduce((sum, { order, usedCents }) => sum + (order?.refundedAt ? 0 : usedCents), 0),
      first.draw.period.start,
      last.draw.period.end,
    ],
  );
}

async function insertGrants(
  tx: Transaction,
  shop: LoadedShop,
  grants: readonly CampaignGrant[],
): Promise<void> {
  await insertRows(
    tx,
    'grants',
    [
      ['shop_id', 'text', () => shop.id],
      ['id', 'uuid', ({ id }) => id],
      ['shopper_id', 'uuid', ({ draw }) => draw.shopperId],
      ['offer_id', 'text', ({ draw }) => draw.choice.action],
      ['decision_id', 'uuid', ({ decisionId }) => decisionId],
      ['budget_id', 'text', () => campaignBudget],
      // All of them are over: nobody gains by guessing one.
      ['code', 'text', ({ id }) => codeFrom(createHash('sha256').update(`${shop.seed}/${id}`).digest())],
      ['state', 'text', ({ order }) => (order ? 'redeemed' : 'expired')],
      ['terms', 'jsonb', (grant) => termsOf(grant, shop.currency)],
      ['reserved_cents', 'integer', ({ maximumCents }) => maximumCents],
      ['redeemed_cents', 'integer', ({ order, usedCents }) => order && usedCents],
      ['order_id', 'uuid', ({ order }) => order?.id ?? null],
      ['created_at', 'timestamptz', ({ draw }) => draw.period.start],
      ['expires_at', 'timestamptz', ({ draw }) => draw.period.end],
    ],
    grants,
  );
  await clientOf(tx).query(
    `update orders o set grant_id = g.id from grants g
     where o.shop_id = $1 and g.shop_id = $1 and g.order_id = o.id`,
    [shop.id],
  );
}

function termsOf({ draw }: CampaignGrant, currency: string) {
  const { kind, name, percent, perkPoints, maximumCents } = campaignOffers.find(
    ({ id }) => id === draw.choice.action,
  )!;
  const { id, text } = noticeFor({ country: draw.shopper.country, region: null }, kind)!;
  return { kind, name, percent, perkPoints, maximumCents, currency, notice: { id, text } };
}

async function insertMovements(
  tx: Transaction,
  shop: LoadedShop,
  grants: readonly CampaignGrant[],
): Promise<void> {
  const movements = grants.flatMap(({ id, draw, maximumCents, order, usedCents }) => [
    { kind: 'reserve' as const, id, at: draw.period.start, reservedCents: maximumCents, usedCents: 0 },
    order
      ? {
          kind: 'redeem' as const,
          id,
          at: order.placedAt,
          reservedCents: maximumCents,
          usedCents,
        }
      : { kind: 'expire' as const, id, at: draw.period.end, reservedCents: maximumCents, usedCents: 0 },
    ...(order?.refundedAt
      ? [
          {
            kind: 'reverse' as const,
            id,
            at: order.refundedAt,
            reservedCents: 0,
            usedCents,
          },
        ]
      : []),
  ]);
  movements.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(
    tx,
    'ledger',
    [
      ['shop_id', 'text', () => shop.id],
      ['transaction_id', 'uuid', ({ movement }) => idOfName(movement.id, movement.kind)],
      ['kind', 'text', ({ movement }) => movement.kind],
      ['account', 'text', ({ account }) => account],
      ['budget_id', 'text', () => campaignBudget],
      ['grant_id', 'uuid', ({ movement }) => movement.id],
      ['amount_cents', 'bigint', ({ amountCents }) => amountCents],
      ['created_at', 'timestamptz', ({ movement }) => movement.at],
    ],
    movements.flatMap((movement) =>
      ledgerEntries(movement.kind, campaignBudget, movement.reservedCents, movement.usedCents).map(
        (entry) => ({ ...entry, movement }),
      ),
    ),
  );
}
