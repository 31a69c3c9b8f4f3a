import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { type TextExample, tryChurnText } from '../../../retention/churn/text-trial.ts';

/** Leaving by one number of behaviour and, at that strength, one of what the messages sound like. */
function examples(name: string, count: number, strength: number): TextExample[] {
  const random = new SeededRandom(name);
  return Array.from({ length: count }, (_, i) => {
    const [seen, said] = [normal(random), normal(random)];
    const messages = 1 + random.nextInt(3);
    return {
      shopper: `${name}-${i >> 1}`,
      behaviour: [seen, Number.NaN],
      signs: {
        leaving: Array.from({ length: messages }, () => said + 0.3 * normal(random)),
        sentimentScores: Array.from({ length: messages }, () => Math.tanh(normal(random))),
        topics: Array.from({ length: messages }, () => (random.next() < 0.2 ? 'complaint' : 'delivery')),
      },
      churned: random.next() < 1 / (1 + Math.exp(-(seen + strength * said - 0.5))),
    };
  });
}

test('a text that tells of leaving beats behaviour alone on others', () => {
  const { trial } = tryChurnText(examples('fit', 1_200, 1), examples('try', 800, 1));
  expect(trial.ships).toBe(true);
  expect(trial.fusedAboveBehaviour.low).toBeGreaterThan(0);
  expect(trial.fused.brier).toBeLessThan(trial.behaviour.brier);
  expect(trial.text.auc).toBeGreaterThan(0.6);
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = trial.fused.confusion;
  expect(truePositives + falsePositives + falseNegatives + trueNegatives).toBe(800);
  expect(truePositives).toBeGreaterThan(trial.behaviour.confusion.truePositives);
});

test('a text that tells nothing does not ship, but for the one in forty that an interval of 95 % lets through', () => {
  const trials = Array.from({ length: 10 }, (_, i) =>
    tryChurnText(examples(`fit${i}`, 600, 0), examples(`try${i}`, 500, 0)),
  );
  expect(trials.filter(({ trial }) => trial.ships).length).toBeLessThanOrEqual(1);
  for (const { trial } of trials) expect(Math.abs(trial.text.auc - 0.5)).toBeLessThan(0.1);
});
