import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { trialInputs } from '../../adapters/trial-file/trial-inputs.ts';
import { BadInputError } from '../../core/errors.ts';
import { type ChurnRows, fitChurn } from '../../retention/churn/candidates/fit-churn.ts';
import { clustersOf } from '../../retention/numerics/cluster-bootstrap.ts';
import { tellsOutcome } from '../../retention/uplift/tells-outcome.ts';
import { churnFitText } from '../churn-fit-text.ts';
import { churnRiskList } from '../churn-risk-list.ts';

interface FitFlags {
  readonly file: string;
  readonly label?: string;
  readonly features?: string;
  readonly unit?: string;
  readonly value?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  mainstay fit churn --file telco_churn.csv --label Churn --json
  mainstay fit churn --file shoppers.csv --label left --value clv --out at-risk.csv

Everything printed is of rows that the model had not seen. "mainstay train churn --shop ID" learns from a shop's own
orders and serves the model.`;

/** `fit churn`: who leaves, from a file of one row a shopper. */
export function fitChurnCommand(): Command {
  return new Command('churn')
    .description('Learn who leaves from a file, by several models held against logistic regression')
    .requiredOption('--file <file>', 'CSV, tab-separated or JSON lines (also gzip): one row a shopper')
    .option('--label <column>', 'who left: yes/no, true/false or 1/0 (guessed: churn, churned, left, ...)')
    .option('--features <columns>', 'what is known of a shopper, separated by commas (guessed: the rest)')
    .option('--unit <column>', 'the shopper, where one has several rows')
    .option('--value <column>', 'what a shopper is worth: the list is sorted by value times risk')
    .option('--out <file>', 'where to write the list of those at risk, with reasons, as CSV')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(async (flags: FitFlags) => {
      const started = performance.now();
      const table = await readTable(flags.file);
      const { rows, label, leftOut } = churnRows(table, flags);
      const fit = fitChurn(rows);
      if (flags.out) await writeFile(flags.out, churnRiskList(table, rows, fit, flags.value));
      const left = rows.labels.reduce((sum, value) => sum + value, 0);
      const { candidates, chosen, reason } = fit;
      const report = {
        file: flags.file,
        label,
        n: table.rowCount,
        churnRate: left / table.rowCount,
        folds: 5,
        candidates,
        chosen,
        reason,
        features: rows.names,
        leftOut,
        listFile: flags.out ?? null,
        milliseconds: Math.round(performance.now() - started),
      };
      process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : churnFitText(report));
    });
}

function churnRows(table: Table, flags: FitFlags) {
  const label = chooseColumn(table, {
    meaning: 'who left',
    flag: '--label',
    given: flags.label,
    usualNames: ['churn', 'churned', 'left', 'lost', 'exited', 'attrition', 'label', 'y'],
  });
  const unit = findColumn(table, {
    meaning: 'the shopper',
    flag: '--unit',
    given: flags.unit,
    usualNames: ['shopper', 'shopper_id', 'customer_id', 'user_id', 'unit'],
  });
  const named = flags.features?.split(',').map((name) => name.trim()) ?? null;
  const inputs = trialInputs(table, named, new Set(unit === null ? [label] : [label, unit]), {
    pastOutcomes: true,
  });
  const labels = labelsOf(table, label);
  const names = inputs.features.map(({ column, equals }) =>
    equals === undefined ? column : `${column}=${equals}`,
  );
  if (names.length === 0)
    throw new BadInputError(
      `"${table.path}": no column is left to tell who leaves by; name some with --features`,
    );
  inputs.columns.forEach((column, i) => {
    const why = tellsOutcome(column, labels);
    if (why || inputs.features[i]!.column === table.columns[label])
      throw new BadInputError(
        `the feature "${names[i]}" tells who left (${why ?? 'it is the label'}): it was measured with it or after it; name the features that are known before with --features`,
      );
  });
  const rows: ChurnRows = {
    names,
    columns: inputs.columns,
    labels,
    clusters: clustersOf(unit === null ? null : table.values[unit]!, table.rowCount),
  };
  return { rows, label: table.columns[label]!, leftOut: inputs.leftOut };
}

const words: Readonly<Record<string, number>> = {
  '1': 1,
  '0': 0,
  '1.0': 1,
  '0.0': 0,
  yes: 1,
  no: 0,
  true: 1,
  false: 0,
};

function labelsOf(table: Table, column: number): Float64Array {
  return Float64Array.from(table.values[column]!, (text, row) => {
    const label = words[text.toLowerCase()];
    if (label !== undefined) return label;
    throw new BadInputError(
      `"${table.path}", line ${table.lines[row]}, column "${table.columns[column]}": ${text === '' ? 'empty' : `"${text}"`}; yes or no, true or false, 1 or 0 would be right`,
    );
  });
}
