import { ConfigurationError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AccountFacts } from '../../retention/facts.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { CompiledRules, RuleEngine, RuleVerdict } from '../../retention/rules/rule-engine.ts';
import { ruleInputOf } from '../../retention/rules/rule-fields.ts';
import { liveRulesVersion, rulesText } from './money-catalogue.ts';

/** Eligibility by the live rules. A version never changes, so each is compiled once per process. */
export class EligibilityRules {
  readonly #engine: RuleEngine;
  readonly #compiled = new Map<string, CompiledRules>();

  constructor(engine: RuleEngine) {
    this.#engine = engine;
  }

  /**
   * Rows that match the facts, and the version that said so; no live rules means that nothing is eligible.
   * @param pinned the version of an experiment's arm, in place of the live one.
   */
  async verdicts(
    tx: Transaction,
    shopId: string,
    facts: AccountFacts,
    pinned?: number | null,
  ): Promise<{ version: number; verdicts: readonly RuleVerdict[] }> {
    const version = pinned ?? (await liveRulesVersion(tx, shopId, eligibilityRules));
    if (version === null) return { version: 0, verdicts: [] };
    const rules = await this.#rules(tx, shopId, version);
    return { version, verdicts: await rules.evaluate(ruleInputOf(facts)) };
  }

  async #rules(tx: Transaction, shopId: string, version: number): Promise<CompiledRules> {
    const key = `${shopId}|${version}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const jdm = await rulesText(tx, shopId, eligibilityRules, version);
    if (!jdm) throw new ConfigurationError(`rules ${eligibilityRules} ${version} of shop ${shopId} are gone`);
    const rules = this.#engine.compile(jdm);
    this.#compiled.set(key, rules);
    return rules;
  }
}
