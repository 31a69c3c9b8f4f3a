import { Command } from 'commander';
import type { Database } from '../../adapters/postgres/database.ts';
import { planOutreach } from '../../adapters/postgres/outreach-plan.ts';
import {
  type OutreachArmReport,
  outreachReport,
  outreachWindowDays,
} from '../../adapters/postgres/outreach-report.ts';
import { outreachSettings } from '../../adapters/postgres/outreach-settings.ts';
import type { ReasonAgainst } from '../../bot/outreach/reason-against.ts';
import type { RiskAssessor } from '../../bot/ports/risk.ts';
import type { Clock } from '../../core/clock.ts';
import { BadInputError } from '../../core/errors.ts';
import { formatMoney } from '../../core/money.ts';

export interface OutreachDependencies {
  readonly database: Database;
  readonly risk: RiskAssessor;
  readonly clock: Clock;
  readonly mailWorks: boolean;
  print(line: string): void;
  close(): Promise<void>;
}

/** `outreach`: whom the bot would write to, and what came of it. `open` is called when a command runs. */
export function outreachCommand(open: () => Promise<OutreachDependencies>): Command {
  const withParts = async (work: (parts: OutreachDependencies) => Promise<void>) => {
    const parts = await open();
    try {
      await work(parts);
    } finally {
      await parts.close();
    }
  };
  return new Command('outreach')
    .description('Messages that the bot writes of its own accord: whom to, and what came of them')
    .addCommand(
      new Command('plan')
        .description('Show whom the next run would choose, and why not the others')
        .requiredOption('--shop <id>', 'the shop')
        .option('--dry-run', 'choose nobody for good; the server does that each 15 minutes')
        .action((options: { shop: string; dryRun?: boolean }) => {
          if (!options.dryRun)
            throw new BadInputError('the server chooses, each 15 minutes; to look at it, say --dry-run');
          return withParts((parts) => showPlan(parts, options.shop));
        }),
    )
    .addCommand(
      new Command('report')
        .description('Count orders and margin after the first choice, by arm as assigned')
        .requiredOption('--shop <id>', 'the shop')
        .action((options: { shop: string }) => withParts((parts) => showReport(parts, options.shop))),
    );
}

const reasons: Readonly<Record<ReasonAgainst, string>> = {
  erased: 'erased',
  no_consent: 'have not consented to be written to',
  refused_personalisation: 'refuse personalisation',
  holdout: 'are in the 12-month holdout',
  no_channel: 'consented, but have no signed-in chat and no usable e-mail',
  with_person: 'wait for or talk to a person',
  complaint_open: 'have an open complaint',
  in_conversation: 'are in a conversation now',
  cap: 'were chosen lately',
  quiet_hours: 'have quiet hours now',
  below_value: 'have spent less than clvAtLeastCents',
  below_risk: 'have a risk below riskAtLeast, or none',
  enough_for_one_run: 'come after the perRun of this run',
};

async function showPlan({ database, risk, clock, mailWorks, print }: OutreachDependencies, shopId: string) {
  const settings = await outreachSettings(database, shopId);
  const { currency, time_zone: shopTimeZone } = await shopRow(database, shopId);
  const given = { settings, now: clock.now(), shopTimeZone, mailWorks };
  const { chosen, against } = await planOutreach({ database, risk }, { ...given, shopId, dryRun: true });
  if (!settings.enabled) print('Outreach is off for this shop (settings.outreach.enabled); if it were on:');
  print(`Would choose ${chosen.length}:`);
  for (const { shopperId, arm, risk: probability, clvCents } of chosen)
    print(
      `  ${shopperId}  ${arm.padEnd(7)}  risk ${probability.toFixed(2)}  spent ${formatMoney(clvCents, currency, 'en')}`,
    );
  print('Would not choose:');
  for (const [reason, shoppers] of Object.entries(against))
    print(`  ${String(shoppers).padStart(6)} ${reasons[reason as ReasonAgainst]}`);
  print('Nothing was written: each choice was rolled back.');
}

async function showReport({ database, clock, print }: OutreachDependencies, shopId: string) {
  const { currency } = await shopRow(database, shopId);
  const arms = await outreachReport(database, shopId, clock.now());
  if (arms.length === 0) return print('Nobody has been chosen yet.');
  print(
    `Orders and margin within ${outreachWindowDays} days of a shopper's first choice, by arm as assigned:`,
  );
  for (const arm of arms) print(lineOf(arm, currency));
  print(
    'Means are over the shoppers whose window is over. These are counts: whether the arms differ, and by how much, comes with the statistics (intervals, sample ratio).',
  );
}

function lineOf(arm: OutreachArmReport, currency: string): string {
  const mean = (value: number | null, write: (value: number) => string) =>
    value === null ? 'no mean yet' : write(value);
  return [
    `  ${arm.arm.padEnd(7)} ${arm.shoppers} shoppers, chosen ${arm.timesChosen} times, ${arm.messages} chat messages (${arm.offers} with an offer), ${arm.mails} e-mails, ${arm.withdrew} withdrew`,
    `          n = ${arm.matured} with a whole window: ${arm.orders} orders (${mean(arm.ordersPerShopper, (value) => `${value.toFixed(3)} each`)}), margin ${formatMoney(arm.marginCents, currency, 'en')} (${mean(arm.marginPerShopperCents, (value) => `${formatMoney(Math.round(value), currency, 'en')} each`)})`,
  ].join('\n');
}

async function shopRow(database: Database, shopId: string) {
  const { rows } = await database.query<{ currency: string; time_zone: string }>(
    'select currency, time_zone from shops where id = $1',
    [shopId],
  );
  if (!rows[0]) throw new BadInputError(`there is no shop "${shopId}"; mainstay shop list shows them`);
  return rows[0];
}
