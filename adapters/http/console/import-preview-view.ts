import type { ImportPreviewView } from '../../../core/contracts/console-imports.ts';
import { neededFields } from '../../shop-import/columns/choose-columns.ts';
import { fieldsOf } from '../../shop-import/columns/fields.ts';
import type { ImportAnswer } from './import-runner.ts';

const reasonsShown = 12;

/** A preview as the page shows it. */
export function previewView(
  { kind, preview }: ImportAnswer,
  earlier: ImportPreviewView['earlier'],
): ImportPreviewView {
  const { plan } = preview;
  const orders = [...new Set(Object.values(plan.styles.dayOrders))];
  return {
    kind,
    format: plan.format.kind,
    encoding: plan.format.encoding,
    delimiter: plan.format.delimiter,
    header: plan.header,
    columns: plan.chosen.columns,
    fields: Object.keys(fieldsOf[kind]),
    needed: neededFields(kind),
    missing: plan.chosen.missing,
    known: plan.chosen.known,
    dates: orders.length === 1 ? orders[0]! : null,
    assumed: plan.styles.assumed.map(({ kind: what, column }) => ({ kind: what, column })),
    records: preview.records,
    whole: preview.whole,
    good: preview.good,
    faulty: preview.faulty,
    sample: preview.sample.map(({ line, values, faults }) => ({
      line,
      values,
      faults: faults.map(({ column, reason }) => ({ column, reason })),
    })),
    reasons: preview.reasons.slice(0, reasonsShown),
    earlier,
  };
}
