import type { ImportPlan } from '../adapters/shop-import/import-plan.ts';
import type { ImportPreview } from '../adapters/shop-import/import-preview.ts';
import type { ImportReport } from '../adapters/shop-import/import-service.ts';
import type { RejectsFile } from './write-rejects.ts';

const reasonsShown = 12;

/** How a file is read, for whoever must agree with it. */
export function planText({ format, chosen, styles }: ImportPlan): string {
  const delimiter = { '\t': 'tab' }[format.delimiter] ?? `"${format.delimiter}"`;
  return [
    `Read as ${format.kind === 'csv' ? `CSV (${delimiter})` : 'JSON lines'}, ${format.encoding}${chosen.known ? `, an export of ${chosen.known}` : ''}.`,
    ...chosen.columns.map(
      ({ field, column, index, by }) =>
        `  ${field.padEnd(14)} <- ${index === null ? `the text "${column}"` : column}${by === 'values' ? '   (guessed from its values)' : ''}`,
    ),
    ...(chosen.unused.length > 0 ? [`  not read: ${chosen.unused.join(', ')}`] : []),
    ...styles.assumed.map(({ sentence }) => `  Note: ${sentence}.`),
  ].join('\n');
}

export function previewText(preview: ImportPreview): string {
  const { plan, records, good, faulty, rows, faults } = preview;
  return `${[
    planText(plan),
    `${records} rows: ${good} can be read, ${faulty} would be left out. Nothing was written.`,
    'The first of them:',
    ...rows.map(({ line, fields }) => `  line ${line}: ${JSON.stringify(fields)}`),
    ...(faults.length > 0 ? ['Left out, the first:'] : []),
    ...faults.map(
      ({ line, column, value, reason }) =>
        `  line ${line}${column === null ? '' : `, ${column}`}: ${reason}${value === '' ? '' : ` (${value.slice(0, 80)})`}`,
    ),
  ].join('\n')}\n`;
}

export function reportText({ run, plan, reasons, resumed }: ImportReport, rejects: RejectsFile): string {
  const seconds = ((run.finishedAt?.getTime() ?? 0) - run.startedAt.getTime()) / 1000;
  const reasonLines = reasons
    .slice(0, reasonsShown)
    .map(({ reason, rows }) => `  ${String(rows).padStart(8)}  ${reason}`);
  return `${[
    planText(plan),
    `${run.recordsRead} rows read in ${seconds.toFixed(1)} s${resumed ? ' (this goes on with an earlier try)' : ''}:`,
    ...Object.entries(run.counts).map(([what, count]) => `  ${String(count).padStart(8)}  ${inWords(what)}`),
    ...(reasons.length > 0 ? ['Left out or not settled:', ...reasonLines] : ['Nothing was left out.']),
    ...(rejects.path ? [`Each with line, column and reason: ${rejects.path}`] : []),
    ...(rejects.problem ? [rejects.problem] : []),
  ].join('\n')}\n`;
}

/** "newOrders" as "new orders". */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
