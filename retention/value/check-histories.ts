import { ModelRefusal } from './models/model-refusal.ts';
import type { PurchaseHistories } from './purchase-histories.ts';

/**
 * @param nameRow how a row is called in the error ("row 3", "line 17 of FILE"); by default its number, from 1.
 * @throws ModelRefusal that names the first row that no shopper can have, and what would be right.
 */
export function checkHistories(
  { frequency, recency, age }: PurchaseHistories,
  nameRow: (row: number) => string = (row) => `row ${row + 1}`,
): void {
  if (recency.length !== frequency.length || age.length !== frequency.length)
    throw new RangeError('frequency, recency and age must be equally long');
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row]!;
    const last = recency[row]!;
    const until = age[row]!;
    const fault = !(Number.isInteger(x) && x >= 0)
      ? `frequency is ${x}; repeat purchases are a whole number of at least 0`
      : !(last >= 0 && Number.isFinite(last))
        ? `recency is ${last}; a time of at least 0 would be right`
        : !(until >= 0 && Number.isFinite(until))
          ? `age (T) is ${until}; a time of at least 0 would be right`
          : last > until
            ? `recency ${last} is above age (T) ${until}: the last purchase cannot lie after the end of observation`
            : x === 0 && last > 0
              ? `recency is ${last} although frequency is 0: without a repeat purchase it is 0`
              : x > 0 && last === 0
                ? `recency is 0 although frequency is ${x}: repeat purchases happen after the first one`
                : null;
    if (fault) throw new ModelRefusal('bad_row', `${nameRow(row)}: ${fault}`);
  }
}
