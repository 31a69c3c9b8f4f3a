import type { RulesPage } from '../../core/contracts/console-money.ts';
import type { Localised } from '../../core/localised.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import { lintRules } from '../../retention/rules/lint-rules.ts';
import { tryCases } from '../../retention/rules/rule-cases.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { ruleFields } from '../../retention/rules/rule-fields.ts';
import { offerIdsOf, tableOf } from '../../retention/rules/rule-table.ts';
import { widenings } from '../../retention/rules/widenings.ts';
import { listApprovals } from './approvals.ts';
import type { Queryable } from './database.ts';
import { ruleCases } from './rule-cases.ts';
import { ruleVersions, type StoredRules, storedRules } from './rule-drafts.ts';
import { ruleHits } from './rule-hits.ts';

type Offers = RulesPage['offers'];

/** Everything that the rules page shows. */
export async function rulesPage(
  queryable: Queryable,
  { shopId, viewer, now }: { shopId: string; viewer: string; now: Date },
  engine: RuleEngine,
): Promise<RulesPage> {
  const stored = await storedRules(queryable, shopId);
  const { rows: offers } = await queryable.query<{ id: string; name: Localised; active: boolean }>(
    'select id, name, active from offers where shop_id = $1 order by id',
    [shopId],
  );
  const cases = await ruleCases(queryable, shopId);
  const tried = stored.draft ?? stored.live;
  const results = tried ? await tryCases(tried.jdm, engine, cases) : [];
  const approvals = await listApprovals(queryable, shopId, viewer, {
    state: 'open',
    subject: `rules:${eligibilityRules}`,
  });
  return {
    live: stored.live && { version: stored.live.version, table: tableOf(stored.live.jdm, engine) },
    draft: draftView(stored, offers, engine),
    cases: cases.map(({ id, name, facts, expected }, i) => ({
      id,
      name,
      facts,
      expected,
      got: results[i]?.got ?? null,
      holds: results[i]?.holds ?? false,
    })),
    versions: await ruleVersions(queryable, shopId),
    fields: ruleFields.map(({ name, meaning }) => ({ name, meaning })),
    offers,
    hits30: stored.live ? await ruleHits(queryable, shopId, stored.live.version, now) : {},
    openApproval: approvals[0] ?? null,
  };
}

function draftView({ live, draft }: StoredRules, offers: Offers, engine: RuleEngine): RulesPage['draft'] {
  if (!draft) return null;
  return {
    version: draft.version,
    basedOn: draft.basedOn,
    revision: draft.revision,
    editedBy: draft.editedBy,
    editedAt: draft.editedAt.toISOString(),
    table: tableOf(draft.jdm, engine),
    problems: lintRules(
      draft.jdm,
      engine,
      offers.map(({ id }) => id),
    ),
    widenings: widenings(live?.jdm ?? null, draft.jdm, offerIdsOf(engine)),
    stale: draft.basedOn !== (live?.version ?? null),
  };
}
