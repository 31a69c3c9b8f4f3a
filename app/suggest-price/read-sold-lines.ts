import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import type { SoldLineAt } from '../../retention/price/product-weeks.ts';
import { readDates } from '../fit-clv/read-dates.ts';
import { refuseLoneLastDate } from '../fit-clv/refuse-lone-last-date.ts';

/** How the user names the columns; what is absent is guessed. */
export interface SalesColumnFlags {
  readonly product?: string | undefined;
  readonly date?: string | undefined;
  readonly quantity?: string | undefined;
  readonly price?: string | undefined;
  readonly cost?: string | undefined;
}

export interface SoldLines {
  readonly lines: readonly SoldLineAt[];
  /** Rows that are no sale: returns (quantity below 1), and gifts or corrections (price of 0 or less). */
  readonly returns: number;
  readonly unpriced: number;
  /** Sales of nothing that is named. */
  readonly unnamed: number;
}

/**
 * Sales from a file, one row a sold line.
 * @throws BadInputError for dates, quantities or prices that are none, with line and column.
 */
export function readSoldLines(table: Table, flags: SalesColumnFlags): SoldLines {
  const choose = (meaning: string, flag: keyof SalesColumnFlags, usualNames: readonly string[]) =>
    chooseColumn(table, { meaning, flag: `--${flag}`, given: flags[flag], usualNames });
  const product = choose('the product', 'product', [
    'product',
    'product_id',
    'sku',
    'stock_code',
    'item',
    'item_id',
    'description',
  ]);
  const date = choose('the date', 'date', ['date', 'invoice_date', 'order_date', 'placed_at', 'day', 'week']);
  const days = readDates(table, date);
  refuseLoneLastDate(table, date, days, '');
  const prices = numbersOf(
    table,
    choose('the list price of one', 'price', ['unit_price', 'price', 'list_price']),
  );
  const quantity = findColumn(table, {
    meaning: 'the quantity',
    flag: '--quantity',
    given: flags.quantity,
    usualNames: ['quantity', 'qty', 'units'],
  });
  const quantities = quantity === null ? null : numbersOf(table, quantity);
  const cost = findColumn(table, {
    meaning: 'the cost of one',
    flag: '--cost',
    given: flags.cost,
    usualNames: ['unit_cost', 'cost'],
  });
  const costs = cost === null ? null : numbersOf(table, cost, { atLeast: 0 });
  const names = table.values[product]!;
  const lines: SoldLineAt[] = [];
  let returns = 0;
  let unpriced = 0;
  let unnamed = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const amount = quantities?.[row] ?? 1;
    if (amount <= 0) returns++;
    else if (prices[row]! <= 0) unpriced++;
    else if (names[row] === '') unnamed++;
    else
      lines.push({
        product: names[row]!,
        at: days[row]! * 86_400_000,
        quantity: amount,
        unitPrice: prices[row]!,
        unitCost: costs?.[row] ?? null,
      });
  }
  return { lines, returns, unpriced, unnamed };
}
