import { protectedFeature, protectedFeatureSentence } from '../protected-feature.ts';
import { decisionTableOf, type JdmDocument, type TableColumn, type TableRow } from './jdm.ts';
import type { RuleEngine } from './rule-engine.ts';
import { ruleFields } from './rule-fields.ts';
import { shadowedRows } from './shadowed-rows.ts';

export interface RuleProblem {
  /** Errors refuse the table; warnings are shown. */
  readonly severity: 'error' | 'warning';
  /** From 1; null for the table as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
  /** On a warning that the row can never decide: the row that matches whenever it does. */
  readonly shadowedBy?: number;
}

/** The one output column: offer ids that the row makes eligible, as a list of texts. */
export const offersColumn = 'offers';

/**
 * Tries every cell of an eligibility table before it may be saved. The engine itself treats a broken cell as "does
 * not match" and falls through to the next row, which nobody would notice until the money is gone.
 * @param offerIds offers that exist. @returns problems in the table's order; empty when it is sound.
 */
export function lintRules(jdm: JdmDocument, engine: RuleEngine, offerIds: readonly string[]): RuleProblem[] {
  const table = decisionTableOf(jdm);
  if (!table) return [tableError('there is no decision table in it')];
  const problems: RuleProblem[] = [];
  if (table.hitPolicy !== 'first' && table.hitPolicy !== 'collect')
    problems.push(tableError(`its hit policy must be first or collect, not ${String(table.hitPolicy)}`));
  for (const column of table.inputs)
    if (!ruleFields.some(({ name }) => name === column.field))
      problems.push({
        severity: 'error',
        row: null,
        column: column.name,
        message: refusalOf(column.field),
      });
  const offers = table.outputs.find((column) => column.field === offersColumn);
  if (!offers) return [...problems, tableError(`it needs an output column with the field "${offersColumn}"`)];
  table.rules.forEach((row, i) => {
    for (const column of table.inputs) problems.push(...conditionProblems(row, i + 1, column, engine));
    problems.push(...offersProblems(row, i + 1, offers, engine, offerIds));
  });
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  return [
    ...problems,
    ...shadowedRows(table).map(({ row, by }) => ({
      severity: 'warning' as const,
      row,
      column: null,
      message: `row ${row} can never decide anything: row ${by} matches whenever it does`,
      shadowedBy: by,
    })),
  ];
}

/** Why a rule may not read a fact, a protected attribute by its own name: of the others there is a list. */
function refusalOf(field: string): string {
  const guarded = protectedFeature(field);
  const names = ruleFields.map(({ name }) => name).join(', ');
  return guarded
    ? `${protectedFeatureSentence(field, guarded)}; rules may read: ${names}`
    : `"${field}" is not an account fact that rules may read; these are: ${names}`;
}

function conditionProblems(
  row: TableRow,
  number: number,
  column: TableColumn,
  engine: RuleEngine,
): RuleProblem[] {
  const cell = (row[column.id] ?? '').trim();
  const field = ruleFields.find(({ name }) => name === column.field);
  if (cell === '' || !field) return [];
  for (const sample of field.samples) {
    const result = engine.condition(cell, field.name, sample);
    const why = !result.ok
      ? result.why
      : typeof result.value === 'boolean'
        ? null
        : `it gives ${JSON.stringify(result.value)} instead of true or false`;
    if (why !== null) {
      const message = `row ${number}, column "${column.name}": "${cell}" cannot be evaluated for ${field.name} = ${sample}: ${why}`;
      return [{ severity: 'error', row: number, column: column.name, message }];
    }
  }
  const word = unknownWord(cell);
  if (word === null) return [];
  const guarded = protectedFeature(word);
  const message = guarded
    ? `row ${number}, column "${column.name}": ${protectedFeatureSentence(word, guarded)}`
    : `row ${number}, column "${column.name}": "${cell}" has the word "${word}", which is no account fact and nothing that a condition can ask; numbers and comparisons are, such as > 0.6 or [0.3..0.9]`;
  return [{ severity: 'error', row: number, column: column.name, message }];
}

/** What a condition may say beside numbers, signs and facts. No chance and no clock: a decision must come out the same again. */
const conditionWords = new Set(
  'and or not in true false abs floor ceil round trunc min max sum avg'.split(' '),
);

/** The first word that the engine would take for a fact without a value, so that its part never holds; null: there is none. */
function unknownWord(cell: string): string | null {
  const words = cell.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return (
    words.find((word) => !conditionWords.has(word) && !ruleFields.some(({ name }) => name === word)) ?? null
  );
}

function offersProblems(
  row: TableRow,
  number: number,
  column: TableColumn,
  engine: RuleEngine,
  offerIds: readonly string[],
): RuleProblem[] {
  const cell = (row[column.id] ?? '').trim();
  const error = (message: string): RuleProblem[] => [
    {
      severity: 'error',
      row: number,
      column: column.name,
      message: `row ${number}, column "${column.name}": ${message}`,
    },
  ];
  const result = engine.output(cell === '' ? 'null' : cell);
  if (!result.ok) return error(`"${cell}" cannot be evaluated: ${result.why}`);
  const value = result.value;
  if (!Array.isArray(value) || value.some((id) => typeof id !== 'string'))
    return error(`"${cell}" must be a list of offer ids, such as ["percent-10", "free-shipping"]`);
  const unknown = value.filter((id) => !offerIds.includes(id as string));
  return unknown.length > 0
    ? error(
        `there is no offer ${unknown.map((id) => `"${id}"`).join(', ')}; there are: ${offerIds.join(', ')}`,
      )
    : [];
}

function tableError(message: string): RuleProblem {
  return { severity: 'error', row: null, column: null, message };
}
