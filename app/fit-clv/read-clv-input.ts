import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';
import type { PurchaseHistories } from '../../retention/value/purchase-histories.ts';
import type { PurchaseRow } from '../../retention/value/summarise-purchases.ts';
import { clvColumns, type GivenColumns } from './clv-columns.ts';
import { readDates } from './read-dates.ts';
import { refuseLoneLastDate } from './refuse-lone-last-date.ts';

/** A file with a row for every purchase (or for every line of one). */
export interface TransactionInput {
  readonly kind: 'transactions';
  readonly rows: readonly PurchaseRow[];
  readonly hasAmounts: boolean;
  readonly rowsWithoutShopper: number;
  /** Rows of negative quantity or amount: not purchases. */
  readonly returnRows: number;
  readonly lastDay: number;
}

/** A file with a row for every shopper. */
export interface SummaryInput {
  readonly kind: 'summary';
  readonly shoppers: readonly string[];
  readonly histories: PurchaseHistories;
  readonly monetary: Float64Array | null;
  nameRow(row: number): string;
  /** Further columns, for covariates and segments. */
  numbers(column: string): Float64Array;
  texts(column: string): readonly string[];
}

/**
 * Reads purchases or summaries, whichever the columns (guessed unless given) say it is.
 * @throws BadInputError that names line and column.
 */
export async function readClvInput(
  path: string,
  given: GivenColumns & { readonly observationEnd?: string | undefined } = {},
): Promise<TransactionInput | SummaryInput> {
  const table = await readTable(path);
  const column = (name: keyof typeof clvColumns) => ({
    ...clvColumns[name],
    given: name in given ? given[name as keyof GivenColumns] : undefined,
  });
  const asked = given.frequency !== undefined || given.recency !== undefined || given.age !== undefined;
  const has = (name: keyof typeof clvColumns) => findColumn(table, column(name)) !== null;
  const histories = (['frequency', 'recency', 'age'] as const).filter(has).length;
  // Two of the three and no date: a summary that lacks a column, and the error should name that one.
  const isSummary = given.date === undefined && (histories === 3 || (histories === 2 && !has('date')));
  return asked || isSummary
    ? readSummary(table, column)
    : readTransactions(table, column, given.observationEnd === undefined);
}

type ColumnOf = (name: keyof typeof clvColumns) => Parameters<typeof findColumn>[1];

function readSummary(table: Table, column: ColumnOf): SummaryInput {
  const numbers = (name: keyof typeof clvColumns, bounds: Parameters<typeof numbersOf>[2]) =>
    numbersOf(table, chooseColumn(table, column(name)), bounds);
  const id = findColumn(table, column('id'));
  const monetary = findColumn(table, column('monetary'));
  if (id !== null) refuseRepeatedShopper(table, id);
  return {
    kind: 'summary',
    shoppers: id === null ? table.lines.map((_, row) => String(row + 1)) : table.values[id]!,
    histories: {
      frequency: numbers('frequency', { atLeast: 0, integer: true }),
      recency: numbers('recency', { atLeast: 0 }),
      age: numbers('age', { atLeast: 0 }),
    },
    monetary: monetary === null ? null : numbersOf(table, monetary),
    nameRow: (row) => `"${table.path}", line ${table.lines[row]}`,
    numbers: (name) => numbersOf(table, chooseColumn(table, further('--covariate', name))),
    texts: (name) => table.values[chooseColumn(table, further('--segment', name))]!,
  };
}

/** One shopper on two rows would count as two people, each with half of a history. */
function refuseRepeatedShopper(table: Table, id: number): void {
  const rows = new Map<string, number>();
  table.values[id]!.forEach((shopper, row) => {
    const before = rows.get(shopper);
    if (before !== undefined && shopper !== '')
      throw new BadInputError(
        `"${table.path}", line ${table.lines[row]}, column "${table.columns[id]}": shopper "${shopper}" is on line ${table.lines[before]} already; a summary has one row a shopper (if this column is not the shopper, name it with --id)`,
      );
    rows.set(shopper, row);
  });
}

const further = (flag: string, given: string) => ({
  meaning: 'the further column',
  flag,
  given,
  usualNames: [],
});

/** @param endsInFile observation ends with the last date of the file. */
function readTransactions(table: Table, column: ColumnOf, endsInFile: boolean): TransactionInput {
  const shoppers = table.values[chooseColumn(table, column('id'))]!;
  const date = chooseColumn(table, column('date'));
  const days = readDates(table, date);
  if (endsInFile) refuseLoneLastDate(table, date, days, ', or --observation-end where it is meant so');
  const amounts = readAmounts(table, column);
  const rows: PurchaseRow[] = [];
  let rowsWithoutShopper = 0;
  let returnRows = 0;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < table.rowCount; row++) {
    const amount = amounts?.[row] ?? 0;
    lastDay = Math.max(lastDay, days[row]!);
    if (shoppers[row] === '') rowsWithoutShopper++;
    else if (amount < 0) returnRows++;
    else rows.push({ shopper: shoppers[row]!, day: days[row]!, amount });
  }
  if (rows.length === 0)
    throw new BadInputError(
      `"${table.path}" holds no purchase: ${rowsWithoutShopper} rows have no shopper, ${returnRows} are returns`,
    );
  return {
    kind: 'transactions',
    rows,
    hasAmounts: amounts !== null,
    rowsWithoutShopper,
    returnRows,
    lastDay,
  };
}

function readAmounts(table: Table, column: ColumnOf): Float64Array | null {
  const amount = findColumn(table, column('amount'));
  if (amount !== null) return numbersOf(table, amount);
  const quantity = findColumn(table, column('quantity'));
  const price = findColumn(table, column('price'));
  if (quantity === null || price === null) return null;
  const prices = numbersOf(table, price);
  return numbersOf(table, quantity).map((count, row) => count * prices[row]!);
}
