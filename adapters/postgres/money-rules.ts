import { BadInputError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { JdmDocument } from '../../retention/rules/jdm.ts';
import { lintRules, type RuleProblem } from '../../retention/rules/lint-rules.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { clientOf } from './database.ts';

/**
 * Saves an eligibility table as the next version and makes it live; the one before is retired and kept, so that old
 * decisions can be replayed.
 * @returns the version, and warnings (rows that can never decide anything).
 * @throws BadInputError naming row and column of every cell that does not hold.
 */
export async function publishRules(
  tx: Transaction,
  shopId: string,
  jdm: JdmDocument,
  engine: RuleEngine,
): Promise<{ version: number; warnings: RuleProblem[] }> {
  const client = clientOf(tx);
  const offers = await client.query<{ id: string }>('select id from offers where shop_id = $1 order by id', [
    shopId,
  ]);
  const problems = lintRules(
    jdm,
    engine,
    offers.rows.map(({ id }) => id),
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new BadInputError(`the rules were not saved: ${errors.map(({ message }) => message).join('; ')}`);
  engine.compile(jdm);
  // Two marketers who save at once take turns by the shop's row.
  await client.query('select 1 from shops where id = $1 for no key update', [shopId]);
  await client.query(`update rules set state = 'retired' where shop_id = $1 and id = $2 and state = 'live'`, [
    shopId,
    eligibilityRules,
  ]);
  const { rows } = await client.query<{ version: number }>(
    `insert into rules (shop_id, id, version, state, jdm)
     select $1, $2, coalesce(max(version), 0) + 1, 'live', $3 from rules where shop_id = $1 and id = $2
     returning version`,
    [shopId, eligibilityRules, JSON.stringify(jdm)],
  );
  return {
    version: rows[0]!.version,
    warnings: problems.filter(({ severity }) => severity === 'warning'),
  };
}
