import type { LabelFigures } from '../train/evaluate.ts';

/** The figures of each label as a Markdown table, for model cards. */
export function labelTable(perLabel: readonly LabelFigures[]): string {
  const rows = perLabel.map(
    ({ label, rows: count, precision, recall, f1 }) =>
      `| ${label} | ${count} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} |`,
  );
  return `| label | rows | precision | recall | F1 |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}
