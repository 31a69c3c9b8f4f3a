import type { ImportPlan } from './import-plan.ts';
import type { ImportKindHandler } from './kinds/import-kind-handler.ts';
import type { RowFault } from './rows/row-fault.ts';
import { RowReader, type ShopOfRows } from './rows/row-reader.ts';
import { openTable } from './source/open-table.ts';

export interface ImportPreview {
  readonly plan: ImportPlan;
  /** Records that were looked at. */
  readonly records: number;
  /** Nothing comes after them. */
  readonly whole: boolean;
  readonly good: number;
  readonly faulty: number;
  /** The first rows, as they would be written. */
  readonly rows: readonly { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }[];
  /** The first rows as the file has them, with what is wrong in each. */
  readonly sample: readonly SampleRow[];
  /** The first faults. */
  readonly faults: readonly RowFault[];
  /** All faults, counted by reason, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

export interface SampleRow {
  readonly line: number;
  /** Null: the line could not be read as a row. */
  readonly values: readonly string[] | null;
  readonly faults: readonly RowFault[];
}

const recordsOfPreview = 2_000;
const shown = 10;
const longestSample = 200;

/**
 * Reads a file as an import would, all of it or its beginning, and writes nothing. While columns are missing, rows are
 * shown and not judged.
 */
export async function previewImport(parts: {
  plan: ImportPlan;
  shop: ShopOfRows;
  handler: ImportKindHandler;
  path: string;
  now: Date;
  whole: boolean;
}): Promise<ImportPreview> {
  const { plan, handler } = parts;
  const judged = plan.chosen.missing.length === 0;
  const reader = new RowReader(plan.chosen.columns, plan.styles, parts.shop, parts.now);
  const table = await openTable(parts.path, plan.format);
  const rows: { line: number; fields: Record<string, unknown> }[] = [];
  const sample: SampleRow[] = [];
  const faults: RowFault[] = [];
  const reasons = new Map<string, number>();
  const fault = (found: readonly RowFault[]) => {
    if (faults.length < shown) faults.push(...found);
    for (const reason of new Set(found.map((one) => withoutNumbers(one.reason))))
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return found;
  };
  let records = 0;
  let good = 0;
  let cut = false;
  for await (const record of table.records) {
    if (!parts.whole && records === recordsOfPreview) {
      cut = true;
      break;
    }
    records++;
    const values = 'values' in record ? record.values : null;
    let found: readonly RowFault[] = [];
    if (!('values' in record))
      found = fault([{ line: record.line, column: null, value: record.text, reason: record.fault }]);
    else if (judged) {
      reader.open(record.line, record.values);
      const row = handler.read(reader);
      if (row) {
        good++;
        if (rows.length < shown) rows.push({ line: record.line, fields: JSON.parse(row.row) });
      } else found = fault(reader.faults);
    } else good++;
    if (sample.length < shown)
      sample.push({
        line: record.line,
        values: values?.map((value) => value.slice(0, longestSample)) ?? null,
        faults: found,
      });
  }
  return {
    plan,
    records,
    whole: !cut,
    good,
    faulty: records - good,
    rows,
    sample,
    faults,
    reasons: [...reasons].map(([reason, count]) => ({ reason, rows: count })).sort((a, b) => b.rows - a.rows),
  };
}

/** "more fields than the header: 7 instead of 6" and its like are one reason. */
function withoutNumbers(reason: string): string {
  return reason.replace(/(line |: )\d[\d.,]*/g, '$1N');
}
