/** One text: what it is, null for out of scope; what a model took it for; and how sure it was. */
export interface ScopedRow {
  readonly truth: string | null;
  readonly predicted: string;
  readonly confidence: number;
}

export interface ScopeFigures {
  readonly rows: number;
  /** Probability that a text in scope is surer than one out of scope; .5 is chance. */
  readonly auroc: number;
  /** At the model's threshold; null where it has none. */
  readonly atThreshold: ThresholdFigures | null;
}

export interface ThresholdFigures {
  readonly threshold: number;
  /** Of the texts in scope: taken for in scope, and for the right label. */
  readonly inScopeAccuracy: number;
  /** Of the texts out of scope: taken for such. */
  readonly recall: number;
}

/** How well the highest probability tells texts that belong to no label (Hendrycks and Gimpel 2017). */
export function scopeFigures(rows: readonly ScopedRow[], threshold: number | null): ScopeFigures {
  return {
    rows: rows.filter(({ truth }) => truth === null).length,
    auroc: aurocOf(rows),
    atThreshold: threshold === null ? null : figuresAt(rows, threshold),
  };
}

/**
 * The threshold that finds most of what is out of scope while in-scope accuracy falls by no more than `mayLose`; null
 * when there is nothing out of scope to choose it by.
 */
export function chooseThreshold(rows: readonly ScopedRow[], mayLose: number): number | null {
  if (!rows.some(({ truth }) => truth === null) || !rows.some(({ truth }) => truth !== null)) return null;
  const least = figuresAt(rows, 0).inScopeAccuracy - mayLose;
  const candidates = [0, ...new Set(rows.map(({ confidence }) => confidence))].sort((a, b) => a - b);
  let [low, high] = [0, candidates.length - 1];
  // In-scope accuracy falls with the threshold: the last candidate that keeps enough of it.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (figuresAt(rows, candidates[middle]!).inScopeAccuracy >= least) low = middle;
    else high = middle - 1;
  }
  return candidates[low]!;
}

function figuresAt(rows: readonly ScopedRow[], threshold: number): ThresholdFigures {
  const inside = rows.filter(({ truth }) => truth !== null);
  const outside = rows.filter(({ truth }) => truth === null);
  const share = (part: readonly ScopedRow[], whole: readonly ScopedRow[]) =>
    whole.length === 0 ? 0 : part.length / whole.length;
  return {
    threshold,
    inScopeAccuracy: share(
      inside.filter(({ truth, predicted, confidence }) => confidence >= threshold && truth === predicted),
      inside,
    ),
    recall: share(
      outside.filter(({ confidence }) => confidence < threshold),
      outside,
    ),
  };
}

/** By ranks, ties shared (Mann and Whitney 1947). */
function aurocOf(rows: readonly ScopedRow[]): number {
  const sorted = [...rows].sort((a, b) => a.confidence - b.confidence);
  let [ranks, inside] = [0, 0];
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.confidence === sorted[from]!.confidence) to++;
    for (let i = from; i < to; i++)
      if (sorted[i]!.truth !== null) {
        ranks += (from + 1 + to) / 2;
        inside++;
      }
    from = to;
  }
  const outside = rows.length - inside;
  return inside === 0 || outside === 0 ? 0.5 : (ranks - (inside * (inside + 1)) / 2) / (inside * outside);
}
