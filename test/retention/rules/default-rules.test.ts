import { expect, test } from 'vitest';
import { ZenRuleEngine } from '../../../adapters/rules/zen-engine.ts';
import { ruleTextIn } from '../../../core/contracts/default-rule-texts.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import { tableOf } from '../../../retention/rules/rule-table.ts';

test('every row of the default rules is told in both languages; what a marketer wrote stays', () => {
  const { rows } = tableOf(defaultRules(), new ZenRuleEngine());
  expect(rows.length).toBeGreaterThan(3);
  for (const { description } of rows) {
    expect(ruleTextIn(description, 'en')).toBe(description);
    expect(ruleTextIn(description, 'zh')).toMatch(/^[\p{Script=Han}\d%，、 ]+$/u);
  }
  expect(ruleTextIn('For our regulars', 'zh')).toBe('For our regulars');
  // As shops that were made earlier have it.
  expect(ruleTextIn('5 % for repeat buyers who are slowing down', 'en')).toMatch(/^5% for/);
});
