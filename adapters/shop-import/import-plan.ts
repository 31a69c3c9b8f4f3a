import type { ImportKind } from '../../core/contracts/console-imports.ts';
import { BadInputError } from '../../core/errors.ts';
import { type ChosenColumns, chooseColumns, refuseMissing } from './columns/choose-columns.ts';
import { type ColumnStyles, StyleLearner } from './columns/column-styles.ts';
import { fieldsOf } from './columns/fields.ts';
import type { Mapping } from './columns/parse-mapping.ts';
import type { ShopOfRows } from './rows/row-reader.ts';
import { headOf, inspectSource, type SourceFacts } from './source/inspect-source.ts';
import { openTable } from './source/open-table.ts';
import { refuseOtherFormat } from './source/refuse-other-format.ts';
import { type SourceFormat, sourceFormat } from './source/source-format.ts';
import type { DayOrder } from './values/parse-date.ts';

export interface ImportRequest {
  readonly kind: ImportKind;
  readonly path: string;
  readonly mapping: Mapping;
  readonly encoding?: string;
  readonly delimiter?: string;
  /** How 03/04/2020 is meant, by whoever knows. */
  readonly dates?: DayOrder;
  readonly keepRepeats?: boolean;
  readonly createProducts?: boolean;
  /** What whoever imports calls the file; default: as the path does. */
  readonly fileName?: string;
  /** What is known of the file since it came; default: it is read through. */
  readonly facts?: Omit<SourceFacts, 'head'>;
}

/** How a file will be read, decided once. */
export interface ImportPlan {
  readonly facts: Pick<SourceFacts, 'sha256' | 'bytes'>;
  readonly format: SourceFormat;
  readonly header: readonly string[];
  readonly chosen: ChosenColumns;
  readonly styles: ColumnStyles;
}

const sampleRows = 20_000;
const rowsForColumns = 500;
/** Countries that write the month first. */
const monthFirst = new Set(['US', 'PH', 'FM', 'PW', 'MH']);

/**
 * Decides how a file is read: format, columns, and how its dates and numbers are written. The beginning is enough,
 * unless it holds dates that may be either way round and none that proves which: then all of it is looked through.
 * @param draft true: columns may still be missing; they are named in the plan.
 * @throws BadInputError with what is missing or wrong, and what would be right.
 */
export async function planImport(
  request: ImportRequest,
  shop: ShopOfRows,
  draft = false,
): Promise<ImportPlan> {
  const { kind, path } = request;
  const facts = request.facts ? { ...request.facts, head: await headOf(path) } : await inspectSource(path);
  refuseOtherFormat(facts.head);
  const format = sourceFormat(facts, request);
  const { columns: header, records } = await openTable(path, format);
  const repeated = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (repeated !== undefined)
    throw new BadInputError(`two columns of the file are called "${repeated}"`, {
      details: { reason: 'repeated_column', column: repeated },
    });
  const sample: (readonly string[])[] = [];
  let chosen: ChosenColumns | null = null;
  let learner: StyleLearner | null = null;
  let seen = 0;
  const decide = () => {
    chosen = chooseColumns(kind, header, sample, request.mapping);
    learner = new StyleLearner(chosen.columns, fieldsOf[kind]);
    for (const values of sample) learner.see(values);
    return learner;
  };
  for await (const record of records) {
    if (!('values' in record)) continue;
    seen++;
    if (learner) (learner as StyleLearner).see(record.values);
    else if (sample.push(record.values) === rowsForColumns) decide();
    if (seen >= sampleRows && learner && !(learner as StyleLearner).undecided) break;
  }
  const learned = learner ?? decide();
  if (!draft) refuseMissing(chosen!, header);
  return {
    facts: { sha256: facts.sha256, bytes: facts.bytes },
    format,
    header,
    chosen: chosen!,
    styles: learned.styles(request.dates, monthFirst.has(shop.country) ? 'mdy' : 'dmy'),
  };
}
