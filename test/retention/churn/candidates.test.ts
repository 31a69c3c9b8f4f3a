import { describe, expect, test } from 'vitest';
import { churnCandidates } from '../../../retention/churn/candidates/churn-candidates.ts';
import {
  compareCandidates,
  provenCandidate,
} from '../../../retention/churn/candidates/compare-candidates.ts';
import { confusionMatrix } from '../../../retention/churn/confusion-matrix.ts';
import { liftTable } from '../../../retention/churn/lift-table.ts';
import { clustersOf } from '../../../retention/numerics/cluster-bootstrap.ts';
import { friedman } from '../learners/friedman.ts';

const { columns, labels } = friedman(900, 31, 0.05);
const rows = Uint32Array.from({ length: 700 }, (_, row) => row);

describe.each(churnCandidates)('$name', ({ candidate }) => {
  const fitted = candidate({ columns, labels, rows, signs: columns.map(() => 0 as const) });

  test('contributions add up to the score, missing values or not', () => {
    const asked = Uint32Array.from({ length: 20 }, (_, i) => 700 + i);
    fitted.logOdds(columns, asked).forEach((logOdds, i) => {
      const sum = fitted
        .contributions(columns, asked[i]!)
        .reduce((total, share) => total + share, fitted.base);
      expect(sum).toBeCloseTo(logOdds, 9);
    });
  });

  test('what says nothing contributes little', () => {
    const mean = (column: number) =>
      Array.from({ length: 200 }, (_, i) => Math.abs(fitted.contributions(columns, 700 + i)[column]!)).reduce(
        (a, b) => a + b,
      ) / 200;
    expect(mean(3)).toBeGreaterThan(2 * mean(6));
  });
});

test('columns whose direction is known are held to it', () => {
  for (const { candidate } of churnCandidates.filter(({ name }) => name === 'logistic' || name === 'trees')) {
    const signs = columns.map((_, i) => (i === 3 ? (-1 as const) : (0 as const)));
    const fitted = candidate({ columns, labels, rows, signs });
    const line = Array.from({ length: 20 }, (_, i) =>
      columns.map((column, j) => (j === 3 ? i / 20 : column[0]!)),
    );
    const scores = line.map(
      (row) =>
        fitted.logOdds(
          row.map((value) => Float64Array.of(value)),
          Uint32Array.of(0),
        )[0]!,
    );
    for (let i = 1; i < scores.length; i++) expect(scores[i]!).toBeLessThanOrEqual(scores[i - 1]! + 1e-9);
  }
});

test('a candidate is proven by its paired interval alone', () => {
  const truth = Array.from({ length: 400 }, (_, i) => Number(i % 3 === 0));
  const good = truth.map((label, i) => (label ? 0.5 : 0.25) + 0.2 * Math.sin(i));
  const better = truth.map((label, i) => (label ? 0.6 : 0.2) + 0.1 * Math.sin(i));
  const figures = compareCandidates(
    [
      { name: 'base', probabilities: good },
      { name: 'same', probabilities: good },
      { name: 'better', probabilities: better },
    ],
    truth,
    clustersOf(null, 400),
    100,
  );
  expect(figures[0]!.againstBaseline).toBeNull();
  expect(figures[1]!.againstBaseline!.auc).toEqual({ estimate: 0, lower: 0, upper: 0 });
  expect(provenCandidate(figures.slice(0, 2))).toBeNull();
  expect(provenCandidate(figures)!.name).toBe('better');
});

test('confusion and lift, counted by hand', () => {
  const probabilities = [0.9, 0.8, 0.5, 0.4, 0.1];
  const left = [1, 0, 1, 1, 0];
  expect(confusionMatrix(probabilities, left)).toEqual({
    threshold: 0.5,
    truePositives: 2,
    falsePositives: 1,
    falseNegatives: 1,
    trueNegatives: 1,
  });
  const [first, , third] = liftTable(probabilities, left, 5);
  expect(first).toEqual({ share: 0.2, found: 1 / 3, lift: expect.closeTo(5 / 3, 12) });
  expect(third!.found).toBeCloseTo(2 / 3, 12);
  expect(liftTable([0.5], [0], 1)).toEqual([{ share: 1, found: 0, lift: 0 }]);
});
