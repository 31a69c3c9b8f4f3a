import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { type TextExample, tryChurnText } from '../../../retention/churn/text-trial.ts';

/** Leaving by one number of behaviour and, at that strength, one of the text's eight. */
function examples(name: string, count: number, strength: number): TextExample[] {
  const random = new SeededRandom(name);
  return Array.from({ length: count }, (_, i) => {
    const [seen, said] = [normal(random), normal(random)];
    return {
      shopper: `${name}-${i >> 1}`,
      behaviour: [seen, Number.NaN],
      vector: [said, ...Array.from({ length: 7 }, () => normal(random))],
      ruleOf: (probability) => probability,
      churned: random.next() < 1 / (1 + Math.exp(-(seen + strength * said - 0.5))),
    };
  });
}

test('a text that tells of leaving beats behaviour alone on others', () => {
  const { trial, head } = tryChurnText(examples('fit', 1_200, 1), examples('try', 800, 1));
  expect(trial.ships).toBe(true);
  expect(trial.fusedAboveBehaviour.low).toBeGreaterThan(0);
  expect(trial.fused.brier).toBeLessThan(trial.behaviour.brier);
  expect(head.weights[0]).toBeGreaterThan(Math.max(...head.weights.slice(1).map(Math.abs)));
});

test('a text that tells nothing does not ship, but for the one in forty that an interval of 95 % lets through', () => {
  const trials = Array.from({ length: 10 }, (_, i) =>
    tryChurnText(examples(`fit${i}`, 800, 0), examples(`try${i}`, 600, 0)),
  );
  expect(trials.filter(({ trial }) => trial.ships).length).toBeLessThanOrEqual(1);
  for (const { trial } of trials) {
    expect(Math.abs(trial.text.auc - 0.5)).toBeLessThan(0.1);
    expect(trial.ruleAboveBehaviour.difference).toBe(0);
  }
});
