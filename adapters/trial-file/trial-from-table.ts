import { BadInputError } from '../../core/errors.ts';
import { clustersOf } from '../../retention/numerics/cluster-bootstrap.ts';
import type { PolicyFeature } from '../../retention/policy/portable-policy.ts';
import { protectedFeature, protectedFeatureSentence } from '../../retention/protected-feature.ts';
import type { TrialRows } from '../../retention/uplift/trial-rows.ts';
import { propensitySource } from '../policy-log/log-columns.ts';
import { chooseColumn, findColumn } from '../table-file/choose-column.ts';
import { numbersOf } from '../table-file/numbers-of.ts';
import type { Table } from '../table-file/table.ts';
import { trialInputs } from './trial-inputs.ts';

export interface TrialFlags {
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly features?: readonly string[] | undefined;
  /** A column, a number, a fraction (1/3) or "shares". */
  readonly propensity?: string | undefined;
  readonly unit?: string | undefined;
  /** Costs by action name. */
  readonly cost?: Readonly<Record<string, number>> | undefined;
}

export interface TrialFile {
  readonly rows: TrialRows;
  /** Names of the actions, in the order of their indexes. */
  readonly actions: readonly string[];
  readonly features: readonly PolicyFeature[];
  readonly outcomeName: string;
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  /** Whether actions were drawn without looking at the row, as far as is known. */
  readonly uniform: boolean;
}

const mostActions = 50;

/** A trial from a file of one row a shopper (or several with --unit). @throws BadInputError with line and column. */
export function trialFromTable(table: Table, flags: TrialFlags): TrialFile {
  const action = chooseColumn(table, {
    meaning: 'the action',
    flag: '--action',
    given: flags.action,
    usualNames: ['action', 'treatment', 'arm', 'offer', 'variant', 'group', 'w', 't'],
  });
  const outcome = chooseColumn(table, {
    meaning: 'the outcome',
    flag: '--outcome',
    given: flags.outcome,
    usualNames: ['outcome', 'y', 'reward', 'margin', 'spend', 'conversion', 'visit'],
  });
  if (action === outcome)
    throw new BadInputError(`"${table.columns[action]}" cannot be both the action and the outcome`);
  const unit = findColumn(table, {
    meaning: 'the shopper',
    flag: '--unit',
    given: flags.unit,
    usualNames: ['shopper', 'shopper_id', 'user_id', 'customer_id', 'unit'],
  });
  const source = propensitySource(table, flags.propensity);
  const taken = [action, outcome, unit, source.from === 'column' ? source.column : null].filter(
    (column) => column !== null,
  );
  const named = flags.features ?? null;
  const inputs = trialInputs(table, named, new Set(taken));
  for (const { column } of inputs.features)
    if (column === table.columns[outcome] || column === table.columns[action])
      throw new BadInputError(
        `--features: "${column}" is the ${column === table.columns[outcome] ? 'outcome' : 'action'} itself; only what is known before the action can choose it`,
      );
  for (const name of named ?? []) {
    const guarded = protectedFeature(name);
    // What merely stands for one may be named by who answers for it; the attribute itself may not.
    if (guarded && !guarded.proxy)
      throw new BadInputError(`--features: ${protectedFeatureSentence(name, guarded)}`);
  }
  if (inputs.features.length === 0)
    throw new BadInputError(
      `"${table.path}": no column is left to choose an action by; name what is known of a shopper before the action with --features`,
    );
  const actions = actionsOf(table, action);
  const indexes = new Map(actions.map((name, i) => [name, i]));
  const given = Uint8Array.from(table.values[action]!, (name) => indexes.get(name)!);
  const outcomes = numbersOf(table, outcome);
  const propensity = propensitiesOf(table, source, given, actions.length);
  return {
    rows: {
      columns: inputs.columns,
      action: given,
      actionCount: actions.length,
      outcome: outcomes,
      cost: costsOf(flags.cost ?? {}, actions),
      propensity,
      clusters: clustersOf(unit === null ? null : table.values[unit]!, table.rowCount),
    },
    actions,
    features: inputs.features,
    outcomeName: table.columns[outcome]!,
    leftOut: inputs.leftOut,
    uniform: drawnAlike(given, propensity),
  };
}

/** Each action with one probability for everybody: then nothing known before may differ between actions. */
function drawnAlike(action: Uint8Array, propensity: Float64Array): boolean {
  const first = new Map<number, number>();
  return action.every((own, row) => {
    if (!first.has(own)) first.set(own, propensity[row]!);
    return Math.abs(first.get(own)! - propensity[row]!) < 1e-9;
  });
}

function actionsOf(table: Table, column: number): string[] {
  const texts = table.values[column]!;
  const empty = texts.indexOf('');
  if (empty >= 0)
    throw new BadInputError(
      `"${table.path}", line ${table.lines[empty]}, column "${table.columns[column]}": empty; the name of the action that the row got would be right`,
    );
  const actions = [...new Set(texts)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (actions.length > mostActions)
    throw new BadInputError(
      `"${table.path}", column "${table.columns[column]}": ${actions.length} different actions; at most ${mostActions} can be learnt from (is it the right column?)`,
    );
  return actions;
}

function costsOf(cost: Readonly<Record<string, number>>, actions: readonly string[]): number[] {
  const unknown = Object.keys(cost).find((name) => !actions.includes(name));
  if (unknown !== undefined)
    throw new BadInputError(`--cost: no row got "${unknown}"; the actions are "${actions.join('", "')}"`);
  return actions.map((name) => cost[name] ?? 0);
}

function propensitiesOf(
  table: Table,
  source: ReturnType<typeof propensitySource>,
  given: Uint8Array,
  actionCount: number,
): Float64Array {
  if (source.from === 'column') {
    const values = numbersOf(table, source.column, { atLeast: 0, atMost: 1 });
    const row = values.indexOf(0);
    if (row < 0) return values;
    throw new BadInputError(
      `"${table.path}", line ${table.lines[row]}, column "${table.columns[source.column]}": 0; the row got the action, so its probability was above 0`,
    );
  }
  if (source.from === 'constant') return new Float64Array(given.length).fill(source.value);
  const counts = new Array<number>(actionCount).fill(0);
  for (const action of given) counts[action]!++;
  return Float64Array.from(given, (action) => counts[action]! / given.length);
}
