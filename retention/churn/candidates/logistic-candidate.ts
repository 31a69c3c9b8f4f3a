import { type Knots, naturalSpline, splineKnots } from '../../learners/natural-splines.ts';
import { fitLogistic, type Sign } from '../logistic-regression.ts';
import type { Candidate } from './candidate.ts';

/** lambda of the penalty on standardised inputs, as the shop's churn model has it. */
const penalty = 5;
/** A column with fewer different values than this bends nowhere. */
const leastValues = 10;

/** Logistic regression on standardised inputs; what is missing takes the average. */
export const logisticCandidate: Candidate = logistic(0);

/** The same on natural cubic splines with five knots, for columns of at least ten different values. */
export const splinesCandidate: Candidate = logistic(5);

function logistic(knotCount: number): Candidate {
  return ({ columns, labels, rows, signs }) => {
    const knots = columns.map((column) => knotsOf(column, rows, knotCount));
    const terms = columns.flatMap((column, i) => termsOf(column, i, knots[i]!, rows));
    const inputs = new Float64Array(rows.length * terms.length);
    rows.forEach((row, r) => {
      columns.forEach((column, i) => {
        const basis = basisOf(column[row]!, knots[i]!);
        for (const [t, term] of terms.entries())
          if (term.column === i) inputs[r * terms.length + t] = standardised(basis[term.part]!, term);
      });
    });
    const { weights, bias } = fitLogistic(
      inputs,
      terms.length,
      Float64Array.from(rows, (row) => labels[row]!),
      penalty,
      // A curve may bend; only a straight column is held to its direction.
      terms.map(({ column }): Sign => (knots[column]!.length < 3 ? (signs[column] ?? 0) : 0)),
    );
    const contributions = (all: readonly Float64Array[], row: number) => {
      const shares = new Float64Array(all.length);
      const bases = all.map((column, i) => basisOf(column[row]!, knots[i]!));
      terms.forEach((term, t) => {
        shares[term.column]! += weights[t]! * standardised(bases[term.column]![term.part]!, term);
      });
      return shares;
    };
    return {
      base: bias,
      contributions,
      logOdds: (all, asked) =>
        Float64Array.from(asked, (row) => contributions(all, row).reduce((sum, share) => sum + share, bias)),
    };
  };
}

interface Term {
  readonly column: number;
  /** Which function of the column's basis. */
  readonly part: number;
  readonly mean: number;
  readonly deviation: number;
}

function knotsOf(column: Float64Array, rows: Uint32Array, count: number): Knots {
  if (count === 0) return [];
  const values = Float64Array.from(rows, (row) => column[row]!);
  return new Set(values).size < leastValues ? [] : splineKnots(values, count);
}

function termsOf(column: Float64Array, index: number, knots: Knots, rows: Uint32Array): Term[] {
  const bases = Array.from(rows, (row) => basisOf(column[row]!, knots)).filter((basis) =>
    Number.isFinite(basis[0]!),
  );
  return Array.from({ length: Math.max(1, knots.length - 1) }, (_, part) => {
    const values = bases.map((basis) => basis[part]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
    return { column: index, part, mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 1 };
  });
}

function basisOf(value: number, knots: Knots): number[] {
  return naturalSpline(value, knots);
}

function standardised(value: number, { mean, deviation }: Term): number {
  return Number.isFinite(value) ? (value - mean) / deviation : 0;
}
