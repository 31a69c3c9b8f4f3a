import { SeededRandom } from '../../core/seeded-random.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from '../postgres/database.ts';
import { teaChangedDays, teaTroubled } from './reviews/recent-troubles.ts';
import { seededId } from './seeded-id.ts';

const dayMs = 86_400_000;

/** What the shop did about its stale tea, so that a case with a before and an after can be seen. */
export async function writeDemoCase(tx: Transaction, shopId: string, seed: string, now: Date): Promise<void> {
  const actedAt = new Date(now.getTime() - teaChangedDays * dayMs);
  await clientOf(tx).query(
    `insert into pain_point_cases (shop_id, id, scope, scope_id, aspect, action, acted_on, state, created_at, updated_at)
     values ($1, $2, 'product', $3, 'performance', $4, $5::date, 'done', $6, $6)`,
    [
      shopId,
      seededId(new SeededRandom(`${seed}/case`), actedAt),
      teaTroubled,
      'The supplier packs it in sealed tins now. 供应商改用密封罐包装。',
      actedAt.toISOString().slice(0, 10),
      actedAt,
    ],
  );
}
