import type { ShopperAtRisk } from '../../core/contracts/console-risk.ts';
import { strongestReasons } from '../../retention/churn/reason.ts';
import type { Queryable } from './database.ts';
import { churnFactsOfEverybody } from './risk-facts.ts';
import type { ServedRiskModel } from './risk-models.ts';
import { scoreRisks } from './score-risk.ts';

/** Shoppers scored at once: bounds the memory that rows and reasons take. */
const batch = 2_000;

/** Everybody who ever bought, by what they brought so far times the risk that they do not come back, the most first. */
export async function valuableAtRisk(
  database: Queryable,
  served: ServedRiskModel,
  { shopId, now }: { shopId: string; now: Date },
): Promise<ShopperAtRisk[]> {
  const facts = await churnFactsOfEverybody(database, { shopId, moments: [now], browsingSince: new Date(0) });
  const names = await namesOf(database, shopId);
  const list: ShopperAtRisk[] = [];
  for (let from = 0; from < facts.length; from += batch) {
    const part = facts.slice(from, from + batch);
    const scored = await scoreRisks(served, part);
    part.forEach(({ shopperId, clvCents }, i) => {
      const { probability, reasons } = scored[i]!;
      list.push({
        shopperId,
        name: names.get(shopperId) ?? null,
        clvCents,
        riskProbability: probability,
        atRiskCents: Math.round(Math.max(0, clvCents) * probability),
        reasons: strongestReasons(reasons).map(({ text }) => text),
      });
    });
  }
  return list.sort((a, b) => b.atRiskCents - a.atRiskCents || (a.shopperId < b.shopperId ? -1 : 1));
}

async function namesOf(database: Queryable, shopId: string): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; name: string }>(
    'select id, display_name as name from shoppers where shop_id = $1 and display_name is not null',
    [shopId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
