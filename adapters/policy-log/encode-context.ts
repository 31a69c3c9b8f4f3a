import { BadInputError } from '../../core/errors.ts';
import { refuseStrayText } from '../table-file/stray-text.ts';
import type { Table } from '../table-file/table.ts';

const mostLevels = 20;

/**
 * Columns of text as numbers for a reward model: a column of numbers as it is (an empty field counts as the mean), any
 * other as one indicator for each of its most frequent texts but the first.
 * @param asTexts columns that are names even where they look like numbers.
 * @throws BadInputError when a column is the outcome itself, or a column of numbers holds something else.
 */
export function encodeContext(
  table: Table,
  columns: readonly number[],
  reward: Float64Array,
  asTexts: ReadonlySet<number>,
): { context: Float64Array; names: string[] } {
  for (const column of columns) if (!asTexts.has(column)) refuseStrayText(table, column);
  const encoded = columns.flatMap((column) =>
    encodeColumn(table.columns[column]!, table.values[column]!, asTexts.has(column)),
  );
  for (const { name, values } of encoded)
    if (sameUpToScale(values, reward))
      throw new BadInputError(
        `"${table.path}", column "${name}" is the outcome itself: a policy that knew it would look perfect; leave it out`,
      );
  const context = new Float64Array(table.rowCount * encoded.length);
  encoded.forEach(({ values }, j) => {
    for (let row = 0; row < table.rowCount; row++) context[row * encoded.length + j] = values[row]!;
  });
  return { context, names: encoded.map(({ name }) => name) };
}

function encodeColumn(
  name: string,
  texts: readonly string[],
  asText: boolean,
): { name: string; values: Float64Array }[] {
  if (!asText && texts.every((text) => text === '' || Number.isFinite(Number(text)))) {
    const known = texts.filter((text) => text !== '').map(Number);
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    return [{ name, values: Float64Array.from(texts, (text) => (text === '' ? mean : Number(text))) }];
  }
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(1, mostLevels)
    .map(([level]) => ({
      name: `${name}=${level}`,
      values: Float64Array.from(texts, (text) => Number(text === level)),
    }));
}

/** One is the other times a number plus a number, up to rounding. */
function sameUpToScale(a: Float64Array, b: Float64Array): boolean {
  const n = a.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  for (let i = 0; i < n; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    ofA += (a[i]! - meanA) ** 2;
    ofB += (b[i]! - meanB) ** 2;
  }
  return ofA > 0 && ofB > 0 && Math.abs(both) > (1 - 1e-9) * Math.sqrt(ofA * ofB);
}
