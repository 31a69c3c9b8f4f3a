import type { ImportPlan } from './import-plan.ts';
import type { ImportKindHandler } from './kinds/import-kind-handler.ts';
import type { RowFault } from './rows/row-fault.ts';
import { RowReader, type ShopOfRows } from './rows/row-reader.ts';
import { openTable } from './source/open-table.ts';

export interface ImportPreview {
  readonly plan: ImportPlan;
  /** Records that were looked at. */
  readonly records: number;
  readonly good: number;
  readonly faulty: number;
  /** The first rows, as they would be written. */
  readonly rows: readonly { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }[];
  /** The first faults. */
  readonly faults: readonly RowFault[];
}

const recordsOfPreview = 2_000;
const shown = 10;

/** Reads a file as an import would, all of it or its beginning, and writes nothing. */
export async function previewImport(parts: {
  plan: ImportPlan;
  shop: ShopOfRows;
  handler: ImportKindHandler;
  path: string;
  now: Date;
  whole: boolean;
}): Promise<ImportPreview> {
  const { plan, handler } = parts;
  const reader = new RowReader(plan.chosen.columns, plan.styles, parts.shop, parts.now);
  const table = await openTable(parts.path, plan.format);
  const rows: { line: number; fields: Record<string, unknown> }[] = [];
  const faults: RowFault[] = [];
  let records = 0;
  let good = 0;
  for await (const record of table.records) {
    records++;
    if ('values' in record) {
      reader.open(record.line, record.values);
      const row = handler.read(reader);
      if (row) {
        good++;
        if (rows.length < shown) rows.push({ line: record.line, fields: JSON.parse(row.row) });
      } else if (faults.length < shown) faults.push(...reader.faults);
    } else if (faults.length < shown)
      faults.push({ line: record.line, column: null, value: record.text, reason: record.fault });
    if (!parts.whole && records === recordsOfPreview) break;
  }
  return { plan, records, good, faulty: records - good, rows, faults };
}
