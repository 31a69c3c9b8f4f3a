import type { Transaction } from '../../core/transaction.ts';
import { banditShares } from '../../retention/experiments/bandit-shares.ts';
import { leastMatured, surrogateDays } from '../../retention/experiments/experiment-metrics.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database } from './database.ts';
import { shareFreeMoney } from './experiment-budgets.ts';
import { type ReadableExperiment, readOne } from './experiment-results.ts';
import { noteShares } from './experiment-shares.ts';
import type { MoneyArm } from './money-assignments.ts';

/** Shares that move less than this stay: each set of shares is a part of its own in every reading. */
const smallestMove = 0.01;

export interface MovedTraffic {
  readonly experimentId: string;
  readonly shares: readonly number[];
}

interface Moving extends Omit<ReadableExperiment, 'shopId'> {
  readonly arms: readonly MoneyArm[];
  readonly bandit: { readonly floor: number };
}

/**
 * Gives the arms of every running experiment that moves its traffic new shares, from the margin of shoppers who have
 * been watched for 30 days: each arm the probability that it is the best (Thompson sampling in closed form), never less
 * than the floor. Whoever is in an arm stays there; what the arms' budgets have free follows the shares.
 * @returns the experiments whose shares moved.
 */
export async function moveTraffic(database: Database, shopId: string, now: Date): Promise<MovedTraffic[]> {
  const { rows } = await database.query<Moving>(
    `select id, arms, guardrails, tuning, bandit from experiments
     where shop_id = $1 and state = 'running' and bandit is not null order by id`,
    [shopId],
  );
  const moved: MovedTraffic[] = [];
  for (const experiment of rows) {
    const reading = await readOne(database, { shopId, ...experiment }, 'margin', surrogateDays, now);
    if (reading.matured.some((n) => n < leastMatured)) continue;
    // Without any spread nothing tells how sure the figures are.
    if (reading.arms.some(({ standardError }) => !(standardError > 0))) continue;
    const { probabilityBest, shares } = banditShares(
      reading.arms.map(({ mean, standardError }) => ({ mean, sd: standardError })),
      // Top-two sampling would split two arms in halves for ever.
      { floor: experiment.bandit.floor, leaderShare: 1 },
    );
    const rounded = inThousandths(shares);
    const stays = await database.transaction((tx) =>
      move(tx, {
        shopId,
        id: experiment.id,
        now,
        shares: rounded,
        best: probabilityBest,
        matured: reading.matured,
      }),
    );
    if (!stays) moved.push({ experimentId: experiment.id, shares: rounded });
  }
  return moved;
}

/** @returns true when the shares stay: too little to move, or somebody stopped the experiment meanwhile. */
async function move(
  tx: Transaction,
  to: {
    shopId: string;
    id: string;
    now: Date;
    shares: readonly number[];
    best: readonly number[];
    matured: readonly number[];
  },
): Promise<boolean> {
  const { shopId, id, now, shares } = to;
  const client = clientOf(tx);
  const { rows } = await client.query<{ arms: readonly MoneyArm[] }>(
    `select arms from experiments where shop_id = $1 and id = $2 and state = 'running' and bandit is not null for update`,
    [shopId, id],
  );
  const arms = rows[0]?.arms;
  if (!arms) return true;
  const all = arms.reduce((sum, { weight }) => sum + weight, 0);
  const before = arms.map(({ weight }) => weight / all);
  if (before.every((share, i) => Math.abs(share - shares[i]!) < smallestMove)) return true;
  await client.query('update experiments set arms = $3 where shop_id = $1 and id = $2', [
    shopId,
    id,
    JSON.stringify(arms.map((arm, i) => ({ ...arm, weight: shares[i]! }))),
  ]);
  await noteShares(tx, { shopId, id, since: now, shares, best: to.best, matured: to.matured });
  await shareFreeMoney(
    tx,
    shopId,
    arms.map(({ budgetId }, i) => ({ id: budgetId, share: shares[i]! })),
  );
  const named = (values: readonly number[]) =>
    Object.fromEntries(arms.map(({ key }, i) => [key, Math.round(1_000 * values[i]!) / 1_000]));
  await appendAudit(tx, {
    shopId,
    actor: 'system',
    action: 'experiment.traffic_moved',
    subject: `experiment:${id}`,
    before: { shares: named(before) },
    after: { shares: named(shares), best: named(to.best) },
  });
  return false;
}

/** Shares as people read them; what rounding leaves goes to the largest. */
function inThousandths(shares: readonly number[]): number[] {
  const rounded = shares.map((share) => Math.round(1_000 * share));
  rounded[rounded.indexOf(Math.max(...rounded))]! += 1_000 - rounded.reduce((sum, value) => sum + value, 0);
  return rounded.map((value) => value / 1_000);
}
