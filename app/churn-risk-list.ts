import { chooseColumn } from '../adapters/table-file/choose-column.ts';
import { numbersOf } from '../adapters/table-file/numbers-of.ts';
import type { Table } from '../adapters/table-file/table.ts';
import type { ChurnFit, ChurnRows } from '../retention/churn/candidates/fit-churn.ts';

/**
 * Everybody in the file with their risk and its three strongest reasons, as CSV; sorted by value times risk where a
 * value is known, else by risk. Each risk is told by a model that had not seen the row.
 */
export function churnRiskList(table: Table, rows: ChurnRows, fit: ChurnFit, value?: string): string {
  const worth =
    value === undefined
      ? null
      : numbersOf(
          table,
          chooseColumn(table, { meaning: 'the value', flag: '--value', given: value, usualNames: [] }),
        );
  const atStake = Float64Array.from(fit.probabilities, (risk, row) => risk * (worth ? worth[row]! : 1));
  const order = Uint32Array.from(atStake, (_, row) => row).sort((a, b) => atStake[b]! - atStake[a]!);
  const first = table.columns[0]!;
  const header = ['line', first, 'risk', ...(worth ? ['value', 'value_at_risk'] : []), 'reasons'];
  const lines = Array.from(order, (row) => [
    table.lines[row]!,
    table.values[0]![row]!,
    fit.probabilities[row]!.toFixed(4),
    ...(worth ? [worth[row]!, atStake[row]!.toFixed(2)] : []),
    reasonsOf(rows, fit, row),
  ]);
  return `${[header, ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

/** "Contract=Month-to-month 1 (+0.62)": what, its value, and the log odds that it adds. */
function reasonsOf({ names, columns }: ChurnRows, fit: ChurnFit, row: number): string {
  const shares = fit.contributionsOf(row);
  return Array.from(shares, (_, i) => i)
    .sort((a, b) => Math.abs(shares[b]!) - Math.abs(shares[a]!))
    .slice(0, 3)
    .map((i) => `${names[i]} ${columns[i]![row]} (${shares[i]! < 0 ? '' : '+'}${shares[i]!.toFixed(2)})`)
    .join('; ');
}

function quoted(cell: string | number): string {
  const text = String(cell);
  // A spreadsheet would run a cell that begins so.
  const safe =
    typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
