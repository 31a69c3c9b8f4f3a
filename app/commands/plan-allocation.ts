import { Command } from 'commander';
import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';
import { allocate } from '../../retention/allocation/allocate.ts';
import { type ChannelOption, channelOptions } from '../../retention/allocation/channel-options.ts';
import { numberOption } from './number-options.ts';

interface Options {
  readonly input: string;
  readonly budget: string;
  readonly cap?: readonly string[];
  readonly revenueLoss?: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** `plan allocation --input FILE --budget AMOUNT`: who should get what, by which channel, under one budget. */
export function planAllocationCommand(): Command {
  return new Command('allocation')
    .description('Say who should get which offer by which channel, so that one budget adds most margin')
    .requiredOption(
      '--input <file>',
      'a row for each shopper and action, and channel; CSV, tab-separated or JSON lines',
    )
    .requiredOption('--budget <amount>', 'what all of it may cost, in the unit of the file')
    .option('--cap <channel=amount>', 'what one channel may cost at most; may be repeated', collect)
    .option('--revenue-loss <amount>', 'most SR that may be lost in all; below 0: so much must be gained')
    .option('--json', 'print everything as one JSON object')
    .addHelpText(
      'after',
      `
Columns: shopper, action, delta (margin added, costs inside it), cost; if there: sr_loss, channel,
reach (probability that it is seen, 1 without it), contact (what sending costs, seen or not).

Example:
  mainstay plan allocation --input options.csv --budget 5000 --cap advert=1000 --revenue-loss 0 --json`,
    )
    .action(async (options: Options) => {
      const table = await readTable(options.input);
      const budget = numberOption('--budget', options.budget, { atLeast: 0 });
      const caps = (options.cap ?? []).map(capOf);
      const srLossLimit =
        options.revenueLoss === undefined ? null : numberOption('--revenue-loss', options.revenueLoss);
      const byShopper = optionsOf(
        table,
        caps.map(({ channel }) => channel),
      );
      const shoppers = [...byShopper.keys()];
      const found = allocate({
        shoppers: [...byShopper.values()],
        budgetsCents: [budget, ...caps.map(({ amount }) => amount)],
        srLossLimitCents: srLossLimit,
      });
      const choices = shoppers.flatMap((shopper, i) => {
        const option = found.choice[i] === -1 ? null : byShopper.get(shopper)![found.choice[i]!]!;
        if (!option) return [];
        const { offerId: action, channel, deltaCents: delta, srLossCents: srLoss, costsCents } = option;
        return [{ shopper, action, channel, delta, srLoss, cost: costsCents[0]! }];
      });
      const gap = found.boundCents > 0 ? 1 - found.deltaCents / found.boundCents : 0;
      const answer = {
        shoppers: shoppers.length,
        given: choices.length,
        delta: found.deltaCents,
        cost: found.costsCents[0]!,
        srLoss: found.srLossCents,
        budget,
        bound: found.boundCents,
        gap: Math.max(0, gap),
        proven: found.proven,
        mu: found.mu[0]!,
        capPrices: Object.fromEntries(caps.map(({ channel }, k) => [channel, found.mu[k + 1]!])),
        lambda: found.lambda,
        byChannel: totals(choices, ({ channel }) => channel),
        byAction: totals(choices, ({ action }) => action),
        choices,
      };
      process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : textOf(answer));
    });
}

function optionsOf(table: Table, capped: readonly string[]): Map<string, ChannelOption[]> {
  const column = (meaning: string, flag: string, usualNames: string[]) => ({
    meaning,
    flag: `a column named ${flag}`,
    usualNames,
  });
  const texts = (index: number) => table.values[index]!;
  const shopper = texts(
    chooseColumn(
      table,
      column('the shopper', 'shopper', ['shopper', 'shopper_id', 'customer', 'customer_id', 'user_id', 'id']),
    ),
  );
  const action = texts(
    chooseColumn(table, column('the action', 'action', ['action', 'offer', 'offer_id', 'treatment'])),
  );
  const delta = numbersOf(
    table,
    chooseColumn(table, column('the margin added', 'delta', ['delta', 'uplift', 'value', 'margin'])),
  );
  const cost = numbersOf(table, chooseColumn(table, column('the cost', 'cost', ['cost', 'expected_cost'])), {
    atLeast: 0,
  });
  const optional = (
    usualNames: string[],
    bounds: { atLeast?: number; atMost?: number },
    otherwise: number,
  ) => {
    const index = findColumn(table, column(usualNames[0]!, usualNames[0]!, usualNames));
    const values = index === null ? null : numbersOf(table, index, bounds);
    return (row: number) => values?.[row] ?? otherwise;
  };
  const srLoss = optional(['sr_loss', 'revenue_loss', 'srloss'], {}, 0);
  const reach = optional(['reach', 'reach_probability'], { atLeast: 0, atMost: 1 }, 1);
  const contact = optional(['contact', 'contact_cost'], { atLeast: 0 }, 0);
  const channelAt = findColumn(table, column('the channel', 'channel', ['channel']));
  const unknown = capped.find((channel) => channelAt === null || !texts(channelAt).includes(channel));
  if (unknown !== undefined)
    throw new BadInputError(`--cap names the channel "${unknown}", which no row of "${table.path}" has`);

  const byShopper = new Map<string, ChannelOption[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const name = shopper[row]!;
    if (name === '') throw new BadInputError(`"${table.path}", line ${table.lines[row]}: no shopper`);
    const channel = channelAt === null ? 'all' : texts(channelAt)[row]!;
    const place = capped.indexOf(channel);
    const options = channelOptions(
      [{ offerId: action[row]!, deltaCents: delta[row]!, srLossCents: srLoss(row), costCents: cost[row]! }],
      [
        {
          channel,
          reachProbability: reach(row),
          contactCents: contact(row),
          budgetAt: 0,
          capAt: place < 0 ? null : place + 1,
        },
      ],
      1 + capped.length,
    );
    byShopper.set(name, [...(byShopper.get(name) ?? []), ...options]);
  }
  return byShopper;
}

function capOf(text: string): { channel: string; amount: number } {
  const at = text.lastIndexOf('=');
  if (at < 1)
    throw new BadInputError(`--cap is "${text}"; CHANNEL=AMOUNT would be right, such as advert=1000`);
  return { channel: text.slice(0, at), amount: numberOption('--cap', text.slice(at + 1), { atLeast: 0 }) };
}

type Choice = { delta: number; srLoss: number; cost: number };

function totals<Row extends Choice>(rows: readonly Row[], keyOf: (row: Row) => string) {
  const sums: Record<string, Choice & { given: number }> = {};
  for (const row of rows) {
    const key = keyOf(row);
    const { given, delta, srLoss, cost } = sums[key] ?? { given: 0, delta: 0, srLoss: 0, cost: 0 };
    sums[key] = {
      given: given + 1,
      delta: delta + row.delta,
      srLoss: srLoss + row.srLoss,
      cost: cost + row.cost,
    };
  }
  return sums;
}

function textOf(answer: {
  shoppers: number;
  given: number;
  delta: number;
  cost: number;
  srLoss: number;
  budget: number;
  gap: number;
  proven: boolean;
  mu: number;
  byChannel: ReturnType<typeof totals>;
  byAction: ReturnType<typeof totals>;
}): string {
  const n = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });
  const part = (title: string, sums: ReturnType<typeof totals>) =>
    Object.entries(sums).map(
      ([key, sum]) =>
        `  ${title} ${key}: ${n(sum.given)} shoppers, margin ${n(sum.delta)}, cost ${n(sum.cost)}`,
    );
  return `${[
    `${n(answer.given)} of ${n(answer.shoppers)} shoppers get something: margin ${n(answer.delta)}, cost ${n(answer.cost)} of ${n(answer.budget)}, revenue ${n(-answer.srLoss)}.`,
    answer.proven
      ? 'No other allocation within these limits adds more.'
      : `No other allocation within these limits adds more than ${(100 * answer.gap).toPrecision(2)} % beyond this.`,
    `One more unit of the budget would add about ${n(answer.mu)} of margin.`,
    ...part('channel', answer.byChannel),
    ...part('action', answer.byAction),
  ].join('\n')}\n`;
}
