import { readClvInput } from '../../app/fit-clv/read-clv-input.ts';
import { backtestShopValue, type ErrorComparison } from '../../retention/value/shop/backtest-shop-value.ts';

/** How a fit of the earlier part of a file of purchases foretells the later part; amounts in hundredths. */
export async function printBacktest(path: string): Promise<void> {
  const input = await readClvInput(path);
  if (input.kind === 'summary') throw new Error(`${path} is a summary; a backtest needs purchases`);
  const rows = input.rows.map((row) => ({ ...row, amount: 100 * row.amount }));
  const backtest = backtestShopValue(rows, input.lastDay);
  console.log(
    `\n${path}: ${backtest.shoppers} shoppers, the last ${backtest.holdoutDays} days foretold (MBG/NBD, Gamma-Gamma on amounts)`,
  );
  const line = (name: string, scale: number, errors: ErrorComparison) => {
    const at = (value: number) => (value / scale).toFixed(3);
    const { estimate, lower, upper } = errors.improvement;
    console.log(
      `  ${name.padEnd(10)} expected ${at(errors.predictedTotal)} of ${at(errors.actualTotal)}; mean absolute error ${at(errors.meanAbsoluteError)} against ${at(errors.naiveMeanAbsoluteError)} as last time: ${at(estimate)} less [${at(lower)}, ${at(upper)}]`,
    );
  };
  line('purchases', 1, backtest.purchases);
  line('amounts', 100, backtest.margin);
  console.log(
    `  by tenths, expected/came: ${backtest.deciles
      .map(
        ({ meanPredicted, meanActual }) =>
          `${(meanPredicted / 100).toFixed(1)}/${(meanActual / 100).toFixed(1)}`,
      )
      .join('  ')}`,
  );
}
