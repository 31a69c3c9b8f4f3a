import { BadInputError } from '../../core/errors.ts';
import { chooseColumn, findColumn } from '../table-file/choose-column.ts';
import type { Table } from '../table-file/table.ts';

/** How the user names the columns; what is absent is guessed by usual names. */
export interface LogColumnFlags {
  readonly action?: string | undefined;
  readonly reward?: string | undefined;
  /** A column, a number, a fraction (1/3), or "shares". */
  readonly propensity?: string | undefined;
  readonly unit?: string | undefined;
  readonly position?: string | undefined;
  /** More columns for the reward model. */
  readonly context?: readonly string[] | undefined;
}

export interface LogColumns {
  readonly action: number;
  readonly reward: number;
  readonly propensity: PropensitySource;
  readonly unit: number | null;
  readonly position: number | null;
  readonly context: readonly number[];
}

export type PropensitySource =
  | { readonly from: 'column'; readonly column: number }
  /** Everybody had the same chance of every action. */
  | { readonly from: 'constant'; readonly value: number }
  /** The share of each action in the log: right where actions were drawn without looking at the row. */
  | { readonly from: 'shares' }
  | { readonly from: 'nowhere' };

/** @throws BadInputError when a named column is missing, or action or outcome cannot be told. */
export function logColumns(table: Table, flags: LogColumnFlags): LogColumns {
  const action = chooseColumn(table, {
    meaning: 'the action that was drawn',
    flag: '--action',
    given: flags.action,
    usualNames: ['action', 'item_id', 'offer', 'offer_id', 'treatment', 'arm'],
  });
  const reward = chooseColumn(table, {
    meaning: 'the outcome',
    flag: '--reward',
    given: flags.reward,
    usualNames: ['reward', 'click', 'outcome', 'margin', 'visit', 'conversion'],
  });
  const unit = findColumn(table, {
    meaning: 'the shopper',
    flag: '--unit',
    given: flags.unit,
    usualNames: ['shopper', 'shopper_id', 'user', 'user_id', 'customer', 'customer_id', 'unit', 'cluster'],
  });
  const position = findColumn(table, {
    meaning: 'the position on the page',
    flag: '--position',
    given: flags.position,
    usualNames: ['position', 'slot'],
  });
  const context = (flags.context ?? []).map((given) =>
    chooseColumn(table, { meaning: 'context', flag: '--context', given, usualNames: [] }),
  );
  return { action, reward, propensity: propensitySource(table, flags.propensity), unit, position, context };
}

export function propensitySource(table: Table, given: string | undefined): PropensitySource {
  if (given !== undefined && !table.columns.includes(given)) {
    if (given === 'shares') return { from: 'shares' };
    const fraction = /^\s*([\d.]+)\s*(?:\/\s*([\d.]+))?\s*$/.exec(given);
    if (fraction) {
      const value = Number(fraction[1]) / Number(fraction[2] ?? 1);
      if (value > 0 && value <= 1) return { from: 'constant', value };
      throw new BadInputError(`--propensity ${given}: a number above 0 and at most 1 would be right`);
    }
  }
  const column = findColumn(table, {
    meaning: 'the probability of the drawn action',
    flag: '--propensity',
    given,
    usualNames: [
      'propensity',
      'propensity_score',
      'pscore',
      'action_probability',
      'action_prob',
      'probability',
    ],
  });
  return column === null ? { from: 'nowhere' } : { from: 'column', column };
}
