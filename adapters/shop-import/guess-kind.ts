import { type ImportKind, importKinds } from '../../core/contracts/console-imports.ts';
import { chooseColumns } from './columns/choose-columns.ts';
import type { SourceFacts } from './source/inspect-source.ts';
import { headOf } from './source/inspect-source.ts';
import { openTable } from './source/open-table.ts';
import { refuseOtherFormat } from './source/refuse-other-format.ts';
import { sourceFormat } from './source/source-format.ts';

const rowsLookedAt = 200;
/** A known export outweighs names; what is indispensable and missing outweighs a few names that fit. */
const known = 100;
const missing = 3;

/**
 * What a file most likely holds: the kind most of whose columns have names that it knows.
 * @throws BadInputError when it cannot be read.
 */
export async function guessKind(
  path: string,
  facts: Omit<SourceFacts, 'head'>,
  given: { encoding?: string; delimiter?: string } = {},
): Promise<ImportKind> {
  const head = await headOf(path);
  refuseOtherFormat(head);
  const { columns, records } = await openTable(path, sourceFormat({ ...facts, head }, given));
  const sample: (readonly string[])[] = [];
  for await (const record of records) {
    if ('values' in record) sample.push(record.values);
    if (sample.length === rowsLookedAt) break;
  }
  const scores = importKinds.map((kind) => {
    const chosen = chooseColumns(kind, columns, sample, new Map());
    const named = chosen.columns.filter(({ by }) => by !== 'values').length;
    if (named === 0) return Number.NEGATIVE_INFINITY;
    return named + (chosen.known ? known : 0) - missing * chosen.missing.length;
  });
  // Orders are what most begin with, also where no name is known.
  return importKinds[scores.indexOf(Math.max(...scores))] ?? 'orders';
}
