import { expect, test } from 'vitest';
import { BadInputError } from '../../../core/errors.ts';
import { applyPortablePolicy } from '../../../retention/policy/apply-portable-policy.ts';
import { readPortablePolicy } from '../../../retention/policy/read-portable-policy.ts';
import { ruleInputOf } from '../../../retention/rules/rule-fields.ts';
import { choose, portableRule } from '../../../retention/uplift/action-chooser.ts';
import { fitChooser } from '../../../retention/uplift/fit-chooser.ts';
import { learnPolicy } from '../../../retention/uplift/learn-policy.ts';
import { rowsWhere } from '../../../retention/uplift/rows-where.ts';
import { type MaturedDraw, trialFromDraws } from '../../../retention/uplift/trial-from-draws.ts';
import { drawnActions, drawnLog, type Effect, noEffect, twoSegments } from './drawn-world.ts';

const timeoutMs = 120_000;

const broughtBy = (effect: Effect, draws: readonly MaturedDraw[], actionOf: (row: number) => string) =>
  draws.reduce((sum, { facts }, row) => {
    const action = drawnActions.find((own) => own === actionOf(row))!;
    const { orderCount } = facts;
    return sum + effect(action, { orderCount, daysSinceLastOrder: facts.daysSinceLastOrder! });
  }, 0);

test(
  'draws of unequal chance, not open to all, teach who gains by what, and never what is closed',
  () => {
    const draws = drawnLog(twoSegments, 3_000, 'planted');
    const { rows, actions, features, leftOut } = trialFromDraws(draws);
    expect(actions).toEqual(['nothing', 'percent', 'perk', 'shipping']);
    expect(features.map(({ column }) => column)).toEqual(['orderCount', 'daysSinceLastOrder', 'visits30']);
    expect(leftOut).toContainEqual({ column: 'churnRisk', reason: 'always the same' });
    const learnt = learnPolicy(rows, null, 'test');
    expect(learnt.accepted).toBe(true);
    const fresh = drawnLog(twoSegments, 2_000, 'fresh');
    const { rows: asked } = trialFromDraws(fresh);
    const chosen = choose(
      learnt.chooser,
      asked,
      rowsWhere(2_000, () => true),
    );
    chosen.forEach((action, row) => {
      expect(fresh[row]!.open).toContain(actions[action]);
    });
    const single = (row: number) =>
      actions[learnt.order.find((a) => fresh[row]!.open.includes(actions[a]!))!]!;
    const gain =
      broughtBy(twoSegments, fresh, (row) => actions[chosen[row]!]!) - broughtBy(twoSegments, fresh, single);
    // Of what is to be had above one action for all (about 400 a row) most is found.
    expect(gain / fresh.length).toBeGreaterThan(200);
    // What it said of itself holds.
    expect(gain / fresh.length).toBeGreaterThan(learnt.value.difference.lower);
    expect(gain / fresh.length).toBeLessThan(learnt.value.difference.upper);
    expect(learnt.weights.reduce((sum, weight) => sum + weight, 0) / 3_000).toBeCloseTo(1, 1);
  },
  timeoutMs,
);

test(
  'the file of what was learnt chooses the same among what is open',
  () => {
    const draws = drawnLog(twoSegments, 1_500, 'file');
    const { rows, actions, features } = trialFromDraws(draws);
    const all = rowsWhere(1_500, () => true);
    const { chooser, order, learner } = fitChooser(rows, all, 'file');
    expect(learner).not.toBeNull();
    const chosen = choose(chooser, rows, all);
    const { actions: names, rule } = portableRule(chooser, actions, order);
    const json = { format: 'mainstay-policy-1', actions: names, features, rule, floor: 0 };
    const policy = readPortablePolicy(JSON.parse(JSON.stringify(json)), 'test');
    draws.slice(0, 400).forEach(({ facts, open }, row) => {
      const input = ruleInputOf(facts);
      const probabilities = applyPortablePolicy(policy, names, {
        value: (column) => input[column]?.toString(),
        open: names.map((name) => open.includes(name)),
        place: `row ${row}`,
      });
      expect(names[probabilities.indexOf(1)]).toBe(actions[chosen[row]!]);
    });
  },
  timeoutMs,
);

test(
  'where nothing moves anybody nothing learnt is kept',
  () => {
    const { rows } = trialFromDraws(drawnLog(noEffect, 2_000, 'null'));
    expect(learnPolicy(rows, null, 'test').accepted).toBe(false);
  },
  timeoutMs,
);

test('an offer drawn by few stays in the log and is not to be chosen', () => {
  const draws = drawnLog(twoSegments, 1_000, 'rare').map((draw, i) =>
    i % 40 === 0 ? { ...draw, open: [...draw.open, 'rare'], drawn: 'rare', propensity: 0.2 } : draw,
  );
  const { rows, actions, leftOut } = trialFromDraws(draws);
  expect(actions).not.toContain('rare');
  expect(leftOut).toContainEqual({ column: 'rare', reason: 'drawn 25 times' });
  expect(rows.action[0]).toBe(actions.length);
  expect(rows.outcome).toHaveLength(1_000);
});

const good = drawnLog(twoSegments, 1_000, 'good');
test.each([
  ['no draw at all', [], 'few_shoppers', /^0 shoppers have a decision that is over/],
  ['few shoppers', good.slice(0, 150), 'few_shoppers', /^75 shoppers .* at least 100/],
  [
    'nothing drawn by few',
    good.filter(({ drawn }, i) => drawn !== 'nothing' || i < 40),
    'few_draws',
    /^only \d+ decisions drew nothing where an offer was open; at least 50/,
  ],
  [
    'every offer drawn by few',
    good.filter(({ drawn }, i) => drawn === 'nothing' || i < 80),
    'few_draws',
    /^no offer was drawn 50 times .*the one drawn most/,
  ],
  [
    'the same outcome for all',
    good.map((draw) => ({ ...draw, marginCents: 0 })),
    'cannot_teach',
    /the outcome "margin" is 0 in every row/,
  ],
  [
    'shoppers alike in every fact',
    good.map((draw) => ({ ...draw, facts: good[0]!.facts })),
    'cannot_teach',
    /alike in every fact/,
  ],
  [
    'probabilities that the draws do not bear out',
    good.map((draw) => ({ ...draw, propensity: draw.propensity / 3 })),
    'cannot_teach',
    /the propensities of "nothing" do not fit its rows: their inverse sums to \d\.\d+ times/,
  ],
])('%s: refused, with a reason that pages have words for', (_, draws, reason, sentence) => {
  const refused = (() => {
    try {
      trialFromDraws(draws);
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(BadInputError);
  expect((refused as BadInputError).message).toMatch(sentence);
  expect((refused as BadInputError).details).toEqual({ reason });
});
