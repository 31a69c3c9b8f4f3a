import type { TokenRow } from './tune-text-model.ts';

/** Of a label in the target; the rest is what the teachers say (Hinton, Vinyals and Dean 2015). */
const labelShare = 0.5;
/** A text without a label counts less than one with. */
const pseudoWeight = 0.5;
/** Teachers that are less sure than that say nothing (Lee 2013; Xie et al. 2020). */
const sureEnough = 0.8;

/** The mean of several teachers' probabilities, text by text. */
export function meanProbabilities(byTeacher: readonly (readonly Float32Array[])[]): Float32Array[] {
  const [first, ...others] = byTeacher;
  return first!.map((row, i) => row.map((p, k) => (p + sum(others, i, k)) / byTeacher.length));
}

/** Rows whose targets are half the label and half the teachers'. What belongs to no label stays as it is. */
export function softenedRows(
  rows: readonly TokenRow[],
  teachers: readonly Float32Array[],
  labels: readonly string[],
): TokenRow[] {
  return rows.map((row, i) => {
    if (row.label === null) return row;
    const at = labels.indexOf(row.label);
    const target = teachers[i]!.map((p, k) => (1 - labelShare) * p + (k === at ? labelShare : 0));
    return { ...row, target };
  });
}

/** Texts without a label as rows to learn from, where the teachers are sure. */
export function pseudoLabelled(
  texts: readonly Int32Array[],
  teachers: readonly Float32Array[],
  labels: readonly string[],
): TokenRow[] {
  return texts.flatMap((tokens, i): TokenRow[] => {
    const target = teachers[i]!;
    const highest = Math.max(...target);
    if (highest < sureEnough) return [];
    return [{ tokens, label: labels[target.indexOf(highest)]!, target, weight: pseudoWeight }];
  });
}

function sum(teachers: readonly (readonly Float32Array[])[], row: number, label: number): number {
  return teachers.reduce((total, rows) => total + rows[row]![label]!, 0);
}
