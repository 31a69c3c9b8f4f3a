import { type DecimalMark, decimalEvidence } from '../values/parse-amount.ts';
import { type DayOrder, dayOrderEvidence } from '../values/parse-date.ts';
import type { ChosenColumn } from './choose-columns.ts';
import type { Fields } from './fields.ts';

/** What was taken for true and is not proved. */
export interface Assumption {
  readonly kind: 'mixed_dates' | 'assumed_dates' | 'mixed_marks';
  readonly column: string;
  /** Of assumed dates. */
  readonly order: DayOrder | null;
  /** For the command line. */
  readonly sentence: string;
}

/** How the values of a file's columns are written. */
export interface ColumnStyles {
  /** By field; '.' where nothing proves the other. */
  readonly marks: Readonly<Record<string, DecimalMark>>;
  /** By field; null: the column holds both, so that 03/04/2020 may be either. */
  readonly dayOrders: Readonly<Record<string, DayOrder | null>>;
  readonly assumed: readonly Assumption[];
}

/** Learns the styles of columns from their values, one row after another. */
export class StyleLearner {
  readonly #columns: readonly (ChosenColumn & { index: number; type: string })[];
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(columns: readonly ChosenColumn[], fields: Fields) {
    this.#columns = columns.flatMap((column) =>
      column.index === null ? [] : [{ ...column, index: column.index, type: fields[column.field]!.type }],
    );
  }

  see(values: readonly string[]): void {
    for (const { field, index, type } of this.#columns) {
      const value = values[index]!;
      if (type === 'date') this.#count(field, dayOrderEvidence(value));
      else if (type !== 'text') this.#count(field, decimalEvidence(value));
    }
  }

  /** True while a date column holds values that may be either way round and none that proves which. */
  get undecided(): boolean {
    return this.#columns.some(
      ({ field }) =>
        this.#seen(field, 'either') > 0 && this.#seen(field, 'dmy') + this.#seen(field, 'mdy') === 0,
    );
  }

  /** @param given how dates are meant by whoever knows; `fallback`: what people write where the shop is. */
  styles(given: DayOrder | undefined, fallback: DayOrder): ColumnStyles {
    const assumed: Assumption[] = [];
    const dayOrders = this.#columns
      .filter(({ type }) => type === 'date')
      .map(({ field, column }): [string, DayOrder | null] => {
        if (given) return [field, given];
        const [dmy, mdy] = [this.#seen(field, 'dmy'), this.#seen(field, 'mdy')];
        if (dmy > 0 && mdy > 0) {
          assumed.push({
            kind: 'mixed_dates',
            column,
            order: null,
            sentence: `"${column}" holds dates of both day/month (${dmy}) and month/day (${mdy}): those that may be either are left out; --dates dmy or --dates mdy reads them`,
          });
          return [field, null];
        }
        if (dmy + mdy > 0) return [field, dmy > 0 ? 'dmy' : 'mdy'];
        if (this.#seen(field, 'either') > 0)
          assumed.push({
            kind: 'assumed_dates',
            column,
            order: fallback,
            sentence: `nothing in "${column}" proves whether 03/04 is ${words[fallback]} or not: read as ${words[fallback]}, as is usual in the shop's country; --dates ${fallback === 'dmy' ? 'mdy' : 'dmy'} reads it the other way`,
          });
        return [field, fallback];
      });
    const marks = this.#columns
      .filter(({ type }) => type !== 'text' && type !== 'date')
      .map(({ field, column }): [string, DecimalMark] => {
        const [commas, points] = [this.#seen(field, ','), this.#seen(field, '.')];
        if (commas > 0 && points > 0)
          assumed.push({
            kind: 'mixed_marks',
            column,
            order: null,
            sentence: `"${column}" holds both decimal commas (${commas}) and decimal points (${points}): each value was read by itself`,
          });
        return [field, commas > points ? ',' : '.'];
      });
    return { marks: Object.fromEntries(marks), dayOrders: Object.fromEntries(dayOrders), assumed };
  }

  #count(field: string, evidence: string | null): void {
    if (evidence === null) return;
    const counts = this.#counts.get(field) ?? new Map<string, number>();
    this.#counts.set(field, counts);
    counts.set(evidence, (counts.get(evidence) ?? 0) + 1);
  }

  #seen(field: string, evidence: string): number {
    return this.#counts.get(field)?.get(evidence) ?? 0;
  }
}

const words = { dmy: 'day/month', mdy: 'month/day' };
