import { nothing } from '../offers/offer.ts';
import type { JdmDocument } from './jdm.ts';
import type { RuleEngine } from './rule-engine.ts';
import { type RuleInput, ruleFields } from './rule-fields.ts';

/** A shopper by their facts, and the offers that the rules must make eligible for them. */
export interface RuleCase {
  readonly facts: Readonly<Record<string, number>>;
  /** Offer ids in any order; empty: none. */
  readonly expected: readonly string[];
}

export interface RuleCaseResult {
  /** In order of id; null when the table cannot be evaluated. */
  readonly got: readonly string[] | null;
  readonly holds: boolean;
}

/** What a table answers to each case. Facts that a case does not name are their field's first sample. */
export async function tryCases(
  jdm: JdmDocument,
  engine: RuleEngine,
  cases: readonly RuleCase[],
): Promise<RuleCaseResult[]> {
  if (cases.length === 0) return [];
  try {
    const rules = engine.compile(jdm);
    return await Promise.all(
      cases.map(async ({ facts, expected }) => {
        const verdicts = await rules.evaluate(wholeInput(facts));
        const got = [...new Set(verdicts.flatMap(({ offerIds }) => offerIds))].sort();
        const wanted = [...new Set(expected)].filter((id) => id !== nothing).sort();
        return { got, holds: got.join('\n') === wanted.join('\n') };
      }),
    );
  } catch {
    // What is wrong with the table the linter says, cell by cell.
    return cases.map(() => ({ got: null, holds: false }));
  }
}

function wholeInput(facts: Readonly<Record<string, number>>): RuleInput {
  return Object.fromEntries(ruleFields.map(({ name, samples }) => [name, facts[name] ?? samples[0]!]));
}
