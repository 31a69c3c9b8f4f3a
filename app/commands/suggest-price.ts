import { Command } from 'commander';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { BadInputError } from '../../core/errors.ts';
import { suggestPrices } from '../../retention/price/suggest-prices.ts';
import { priceText } from '../suggest-price/price-text.ts';
import { priceWarnings } from '../suggest-price/price-warnings.ts';
import { readSoldLines, type SalesColumnFlags } from '../suggest-price/read-sold-lines.ts';
import { numberOption } from './number-options.ts';

interface SuggestPriceFlags extends SalesColumnFlags {
  readonly input: string;
  readonly marginRate: string;
  readonly show: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  mainstay suggest price --input online_retail.csv.gz
  mainstay suggest price --input sales.csv --product sku --price list_price --cost unit_cost --json

A suggestion is one price for everybody, for somebody to decide on; products whose price never moved are refused.
docs/science/price.md says what each number means and when not to trust it.`;

/** `suggest price --input FILE`: how demand answered past changes of price, and where another price would earn more. */
export function suggestPriceCommand(): Command {
  return new Command('price')
    .description(
      'From past sales: how demand answers the price of each product, and which price would earn more',
    )
    .requiredOption('--input <file>', 'CSV or JSON lines (also gzip): one row a sold line')
    .option('--product <column>', 'the product')
    .option('--date <column>', 'the date')
    .option('--quantity <column>', 'the quantity (default: 1 a row)')
    .option('--price <column>', 'the list price of one')
    .option('--cost <column>', 'the cost of one')
    .option('--margin-rate <share>', 'margin as a share of the price, where the cost is not known', '0.4')
    .option('--show <n>', 'how many products the text lists', '20')
    .option('--json', 'print one JSON object, with every product and its margin curve')
    .addHelpText('after', examples)
    .action(async (flags: SuggestPriceFlags) => {
      const marginRate = numberOption('--margin-rate', flags.marginRate, { atLeast: 0, below: 1 });
      const show = numberOption('--show', flags.show, { atLeast: 1 });
      const { lines, ...leftOut } = readSoldLines(await readTable(flags.input), flags);
      if (lines.length === 0)
        throw new BadInputError(
          `"${flags.input}" holds no sale: every row has a quantity or a price of 0 or less, or no product`,
        );
      const report = suggestPrices(lines, marginRate);
      const refused = report.answered === 0;
      const answer = {
        refused,
        reason: refused
          ? `nothing can be said of any of the ${report.refused} products; of the first: ${report.products[0]!.refusal!.text}`
          : null,
        n: lines.length,
        leftOut,
        answered: report.answered,
        refusedProducts: report.refused,
        suggested: report.suggested,
        warnings: priceWarnings(report),
        spread: report.spread,
        products: report.products,
      };
      process.stdout.write(
        flags.json
          ? `${JSON.stringify(answer)}\n`
          : priceText(report, { lines: lines.length, ...leftOut }, show),
      );
    });
}
