import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { RuleCase } from '../../retention/rules/rule-cases.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';

export interface StoredRuleCase extends RuleCase {
  readonly id: string;
  readonly name: string;
}

/** The sample cases of a shop's rules, in order of name. */
export async function ruleCases(queryable: Queryable, shopId: string): Promise<StoredRuleCase[]> {
  const { rows } = await queryable.query<StoredRuleCase>(
    'select id, name, facts, expected from rule_cases where shop_id = $1 and rules_id = $2 order by name, id',
    [shopId, eligibilityRules],
  );
  return rows;
}

/** Adds a case, or writes the one of this id anew. */
export async function putRuleCase(
  tx: Transaction,
  { shopId, by, ...written }: StoredRuleCase & { shopId: string; by: string },
): Promise<void> {
  const client = clientOf(tx);
  const before = (await ruleCases(client, shopId)).find(({ id }) => id === written.id) ?? null;
  await client.query(
    `insert into rule_cases (shop_id, id, rules_id, name, facts, expected, edited_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, id) do update set name = excluded.name, facts = excluded.facts,
       expected = excluded.expected, edited_by = excluded.edited_by, edited_at = now()`,
    [shopId, written.id, eligibilityRules, written.name, JSON.stringify(written.facts), written.expected, by],
  );
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'rules.case_written',
    subject: `rule_case:${written.id}`,
    before,
    after: written,
  });
}

/** @throws NotFoundError. */
export async function removeRuleCase(
  tx: Transaction,
  { shopId, id, by }: { shopId: string; id: string; by: string },
): Promise<void> {
  const { rows } = await clientOf(tx).query<{ name: string; facts: unknown; expected: string[] }>(
    'delete from rule_cases where shop_id = $1 and id = $2 returning name, facts, expected',
    [shopId, id],
  );
  if (!rows[0]) throw new NotFoundError('there is no such sample case');
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'rules.case_removed',
    subject: `rule_case:${id}`,
    before: rows[0],
    after: null,
  });
}
