import { BadInputError } from '../../core/errors.ts';
import { clustersOf } from '../../retention/numerics/cluster-bootstrap.ts';
import type { BanditLog } from '../../retention/off-policy/bandit-log.ts';
import type { Refusal } from '../../retention/off-policy/policy-verdict.ts';
import { applyPortablePolicy } from '../../retention/policy/apply-portable-policy.ts';
import type { PortablePolicy } from '../../retention/policy/portable-policy.ts';
import { findColumn } from '../table-file/choose-column.ts';
import { numbersOf } from '../table-file/numbers-of.ts';
import type { Table } from '../table-file/table.ts';
import { encodeContext } from './encode-context.ts';
import type { LogColumns } from './log-columns.ts';

/**
 * A file of drawn actions as an estimator reads it, with what `policy` would have done.
 * @param actionCount how many actions there were to choose from; null: as many as the file and the policy name.
 * @returns the log, or why its propensities are of no use.
 * @throws BadInputError for outcomes that are no numbers and policies that do not fit the file.
 */
export function logFromTable(
  table: Table,
  columns: LogColumns,
  policy: PortablePolicy,
  actionCount: number | null,
): { readonly log: BanditLog } | { readonly refusal: Refusal } {
  const reward = numbersOf(table, columns.reward);
  const drawn = table.values[columns.action]!;
  const actions = actionsOf(table, drawn, policy, actionCount);
  const indexOf = new Map(actions.map((name, i) => [name, i]));
  const action = Int32Array.from(drawn, (name) => indexOf.get(name)!);
  const stratum =
    columns.position === null ? undefined : clustersOf(table.values[columns.position]!, table.rowCount).ofRow;
  const propensity = propensitiesOf(table, columns, action, stratum);
  if ('refusal' in propensity) return propensity;
  const { context, names } = encodeContext(
    table,
    contextColumns(table, columns, policy),
    reward,
    new Set(columns.position === null ? [] : [columns.position]),
  );
  return {
    log: {
      rowCount: table.rowCount,
      actions,
      action,
      reward,
      propensity: propensity.values,
      target: targetOf(table, policy, actions),
      context,
      contextNames: names,
      clusters: clustersOf(columns.unit === null ? null : table.values[columns.unit]!, table.rowCount),
      ...(stratum && { stratum }),
    },
  };
}

/** The policy's actions first, in its order, then what else the file has, then what neither names. */
function actionsOf(
  table: Table,
  drawn: readonly string[],
  { actions }: PortablePolicy,
  actionCount: number | null,
): string[] {
  const inFile = [...new Set(drawn)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const empty = drawn.indexOf('');
  if (empty >= 0)
    throw new BadInputError(
      `"${table.path}", line ${table.lines[empty]}: no action; the name of the action that was drawn would be right`,
    );
  if (actions.length > 0 && !inFile.some((name) => actions.includes(name)))
    throw new BadInputError(
      `the policy's actions (${shown(actions)}) are not those of "${table.path}" (${shown(inFile)}); they must be written alike`,
    );
  const known = [...actions, ...inFile.filter((name) => !actions.includes(name))];
  if (actionCount === null) return known;
  if (actionCount < known.length)
    throw new BadInputError(
      `--actions ${actionCount}, but ${known.length} are named: ${shown(known)}; at least ${known.length} would be right`,
    );
  return [
    ...known,
    ...Array.from({ length: actionCount - known.length }, (_, i) => `(not in the log) ${i + 1}`),
  ];
}

function targetOf(table: Table, policy: PortablePolicy, actions: readonly string[]): Float64Array {
  const columnOf = new Map(table.columns.map((name, i) => [name, i]));
  const own = policy.actions.length > 0 ? policy.actions : actions;
  const target = new Float64Array(table.rowCount * actions.length);
  for (let row = 0; row < table.rowCount; row++) {
    const probabilities = applyPortablePolicy(policy, own, {
      value(name) {
        const column = columnOf.get(name);
        return column === undefined ? undefined : table.values[column]![row];
      },
      place: `"${table.path}", line ${table.lines[row]}`,
    });
    target.set(probabilities, row * actions.length);
  }
  return target;
}

function propensitiesOf(
  table: Table,
  { propensity }: LogColumns,
  action: Int32Array,
  stratum: Int32Array | undefined,
): { values: Float64Array } | { refusal: Refusal } {
  switch (propensity.from) {
    case 'constant':
      return { values: new Float64Array(table.rowCount).fill(propensity.value) };
    case 'shares':
      return { values: sharesOf(action, stratum) };
    case 'nowhere':
      return {
        refusal: {
          code: 'no_propensities',
          text: `"${table.path}" does not say with which probability each action was drawn, and without it no estimate is sound: name the column with --propensity; where everybody had the same chances, give them (--propensity 1/3) or --propensity shares`,
        },
      };
    case 'column': {
      const texts = table.values[propensity.column]!;
      const values = Float64Array.from(texts, (text) => (text === '' ? Number.NaN : Number(text)));
      const row = values.findIndex((value) => !(value > 0 && value <= 1));
      if (row < 0) return { values };
      const count = values.filter((value) => !(value > 0 && value <= 1)).length;
      return {
        refusal: {
          code: 'bad_propensity',
          text: `"${table.path}", line ${table.lines[row]}, column "${table.columns[propensity.column]}": ${texts[row] === '' ? 'empty' : `"${texts[row]}"`} is no probability of an action that was drawn; a number above 0 and at most 1 would be right${count > 1 ? ` (${count} such rows)` : ''}`,
        },
      };
    }
  }
}

/** How often each action was taken in its stratum. */
function sharesOf(action: Int32Array, stratum: Int32Array | undefined): Float64Array {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  action.forEach((a, row) => {
    add(`${stratum?.[row]}`);
    add(`${stratum?.[row]}|${a}`);
  });
  return Float64Array.from(
    action,
    (a, row) => counts.get(`${stratum?.[row]}|${a}`)! / counts.get(`${stratum?.[row]}`)!,
  );
}

/** What the reward model sees: what the policy reads, the position, and what the user named. */
function contextColumns(table: Table, columns: LogColumns, policy: PortablePolicy): number[] {
  const read = policy.features.flatMap(({ column }) => {
    const index = findColumn(table, {
      meaning: 'a feature',
      flag: '--policy',
      given: column,
      usualNames: [],
    });
    return index === null ? [] : [index];
  });
  const { position, reward } = columns;
  if (read.includes(reward))
    throw new BadInputError(
      `the policy reads the column "${table.columns[reward]}", which is the outcome: it could not know it when it acts`,
    );
  return [...new Set([...read, ...(position === null ? [] : [position]), ...columns.context])];
}

function shown(names: readonly string[]): string {
  return names.slice(0, 8).join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
}
