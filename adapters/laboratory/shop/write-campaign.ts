import type { Transaction } from '../../../core/transaction.ts';
import { holdoutExperiment } from '../../../retention/experiments/holdout.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import { campaignGrants } from './campaign-grants.ts';
import type { PastDraws } from './past-draws.ts';
import type { ShopOrder } from './shop-orders.ts';
import { type KnownDraw, writeDecisions } from './write-decisions.ts';
import { writeGrants } from './write-grants.ts';
import { writeOutcomes } from './write-outcomes.ts';
import type { LoadedShop } from './write-purchases.ts';

/** Writes the past campaign as the shop logs its draws: holdout, snapshots, decisions, grants, ledger, outcomes. */
export async function writeCampaign(
  tx: Transaction,
  shop: LoadedShop,
  campaign: {
    /** In order of time. */
    draws: readonly KnownDraw[];
    orders: readonly ShopOrder[];
    holdouts: PastDraws['holdouts'];
    rulesVersion: number;
  },
  onProgress: (share: number) => void,
): Promise<void> {
  const { draws, orders, holdouts, rulesVersion } = campaign;
  const grants = campaignGrants(shop.id, draws, orders);
  await writeHoldout(tx, shop, holdouts);
  await writeDecisions(tx, shop, { draws, grants, rulesVersion }, (share) => onProgress(0.75 * share));
  onProgress(0.75);
  await writeGrants(tx, shop, grants);
  onProgress(0.9);
  await writeOutcomes(tx, shop, grants, draws, orders);
}

async function writeHoldout(
  tx: Transaction,
  shop: LoadedShop,
  holdouts: PastDraws['holdouts'],
): Promise<void> {
  await insertRows(
    tx,
    'assignments',
    [
      ['shop_id', 'text', () => shop.id],
      ['experiment_id', 'text', () => holdoutExperiment],
      ['shopper_id', 'uuid', ([shopperId]) => shopperId],
      ['arm', 'text', ([, { arm }]) => arm],
      ['assigned_at', 'timestamptz', ([, { at }]) => at],
      ['until', 'timestamptz', ([, { until }]) => until],
    ],
    [...holdouts],
  );
}
