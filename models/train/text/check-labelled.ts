import { BadInputError } from '../../../core/errors.ts';

/** A label needs one text to learn from and one to be measured by. */
const fewestTexts = 2;

/**
 * Refuses rows from which nothing can be learnt.
 * @throws BadInputError for a single label, and for labels that are there once, which it lists.
 */
export function checkLabelled(rows: readonly { readonly label: string }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
  if (labels.length < 2)
    throw new BadInputError(
      `all ${rows.length} rows have the label "${labels[0]}": a classifier needs two labels at least; is --label the right column?`,
    );
  const rare = labels.filter((label) => counts.get(label)! < fewestTexts);
  if (rare.length > 0)
    throw new BadInputError(
      `${rare.length === 1 ? 'a label is' : `${rare.length} labels are`} there once only: ${rare
        .slice(0, 8)
        .map((label) => `"${label}"`)
        .join(
          ', ',
        )}${rare.length > 8 ? ', ...' : ''}; add texts, merge with --map old=new, or leave the rows out`,
    );
  return labels;
}
