/** Figures of a classifier on rows that it was not trained on. */
export interface Evaluation {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean of the labels' F1, over labels that occur among the true ones. */
  readonly macroF1: number;
  readonly perLabel: readonly LabelFigures[];
}

export interface LabelFigures {
  readonly label: string;
  readonly rows: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param pairs true and predicted label, one pair a row; of no rows every figure is 0. */
export function evaluate(
  labels: readonly string[],
  pairs: readonly { readonly truth: string; readonly predicted: string }[],
): Evaluation {
  const perLabel = labels
    .map((label): LabelFigures => {
      const rows = pairs.filter((pair) => pair.truth === label).length;
      const said = pairs.filter((pair) => pair.predicted === label).length;
      const right = pairs.filter((pair) => pair.truth === label && pair.predicted === label).length;
      return {
        label,
        rows,
        precision: ratio(right, said),
        recall: ratio(right, rows),
        f1: ratio(2 * right, rows + said),
      };
    })
    .filter((figures) => figures.rows > 0);
  return {
    rows: pairs.length,
    accuracy: ratio(pairs.filter((pair) => pair.truth === pair.predicted).length, pairs.length),
    macroF1: ratio(
      perLabel.reduce((sum, figures) => sum + figures.f1, 0),
      perLabel.length,
    ),
    perLabel,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
