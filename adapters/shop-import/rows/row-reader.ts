import { minorDigits, minorPerMajor } from '../../../core/contracts/minor-digits.ts';
import type { ChosenColumn } from '../columns/choose-columns.ts';
import type { ColumnStyles } from '../columns/column-styles.ts';
import { type DecimalMark, parseAmount } from '../values/parse-amount.ts';
import { parseDate } from '../values/parse-date.ts';
import type { RowFault } from './row-fault.ts';

export interface ShopOfRows {
  readonly id: string;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
}

/** The largest number that a column of the database holds; amounts are minor units. */
const largest = 2_147_483_647;
const longestText = 20_000;

/** Reads one row's values by field; what is wrong with them is collected as faults. */
export class RowReader {
  readonly #columns: ReadonlyMap<string, ChosenColumn>;
  readonly #styles: ColumnStyles;
  readonly #shop: ShopOfRows;
  readonly #digits: number;
  readonly #now: number;
  #values: readonly string[] = [];
  #line = 0;
  #faults: RowFault[] = [];
  /** Neighbouring rows often have the same time. */
  readonly #lastDate = new Map<string, { text: string; ms: number }>();

  constructor(columns: readonly ChosenColumn[], styles: ColumnStyles, shop: ShopOfRows, now: Date) {
    this.#columns = new Map(columns.map((column) => [column.field, column]));
    this.#styles = styles;
    this.#shop = shop;
    this.#digits = minorDigits(shop.currency);
    this.#now = now.getTime();
  }

  get shop(): ShopOfRows {
    return this.#shop;
  }

  get line(): number {
    return this.#line;
  }

  get faults(): readonly RowFault[] {
    return this.#faults;
  }

  /** Goes on to another row. */
  open(line: number, values: readonly string[]): void {
    this.#line = line;
    this.#values = values;
    this.#faults = [];
  }

  has(field: string): boolean {
    return this.#columns.has(field);
  }

  /** Trimmed; undefined when it is empty. */
  text(field: string): string | undefined {
    const column = this.#columns.get(field);
    if (column === undefined) return undefined;
    const text = (column.index === null ? column.column : this.#values[column.index]!).trim();
    // Postgres takes no NUL in a text.
    return text === '' ? undefined : text.slice(0, longestText).replaceAll('\0', '');
  }

  /** Minor units, with whatever precision the file has; the currency is checked. */
  amount(field: string): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const amount = parseAmount(text, this.#markOf(field, text));
    if (amount === null) return this.fault(field, 'not an amount');
    if (amount.currencies && !amount.currencies.includes(this.#shop.currency))
      return this.fault(field, `not in ${this.#shop.currency}, the currency of the shop`);
    const cents = Number((amount.value * minorPerMajor(this.#shop.currency)).toFixed(6));
    return Math.abs(cents) > largest ? this.fault(field, this.#tooLarge) : cents;
  }

  /** What a lone mark before three digits means; where the currency has no decimals it parts thousands. */
  #markOf(field: string, text: string): DecimalMark {
    if (this.#digits === 0) return text.includes('.') ? ',' : '.';
    return this.#styles.marks[field] ?? '.';
  }

  get #tooLarge(): string {
    return `larger than ${{ 0: '2,100', 2: '21', 3: '2' }[this.#digits] ?? '0.2'} million`;
  }

  /** Whole minor units. */
  cents(field: string): number | undefined {
    const amount = this.amount(field);
    return amount === undefined ? undefined : Math.round(amount);
  }

  count(field: string): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const number = parseAmount(text, this.#styles.marks[field] ?? '.')?.value;
    if (number === undefined || !Number.isInteger(number)) return this.fault(field, 'not a whole number');
    return Math.abs(number) > largest ? this.fault(field, 'too large') : number;
  }

  /** Milliseconds. */
  date(field: string): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const last = this.#lastDate.get(field);
    if (last?.text === text) return last.ms;
    const read = parseDate(text, this.#styles.dayOrders[field] ?? null, this.#shop.timeZone);
    if (read === null) return this.fault(field, 'not a date that exists');
    if (read === 'ambiguous')
      return this.fault(
        field,
        'day and month may be either way round; --dates dmy or --dates mdy says which',
      );
    if (read > this.#now + 86_400_000) return this.fault(field, 'a date in the future');
    this.#lastDate.set(field, { text, ms: read });
    return read;
  }

  /** Notes a fault of a field, or with null of the row. @returns undefined, as the value of what is wrong. */
  fault(field: string | null, reason: string): undefined {
    const column = field === null ? undefined : this.#columns.get(field);
    this.#faults.push({
      line: this.#line,
      column: column?.column ?? null,
      value: column?.index == null ? '' : (this.#values[column.index] ?? ''),
      reason,
    });
  }

  /** Whether the row's own currency is the shop's; a fault when not. */
  checkCurrency(): void {
    const text = this.text('currency');
    if (text === undefined) return;
    const code = text.toUpperCase();
    if (code === this.#shop.currency) return;
    this.fault(
      'currency',
      currencies.has(code)
        ? `in ${code}, and the shop counts in ${this.#shop.currency}: amounts are not converted`
        : 'not a currency of ISO 4217',
    );
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
