import { Command } from 'commander';
import type { CandidateFigures } from '../../retention/churn/candidates/compare-candidates.ts';
import type { ChurnFigures, ChurnReport } from '../../retention/churn/train-churn-model.ts';
import { type TrainChurnDependencies, trainChurn } from '../train-churn.ts';

/** What the command needs, and how to let go of it. */
export interface TrainChurnResources extends Omit<TrainChurnDependencies, 'progress' | 'candidates'> {
  close(): Promise<void>;
}

/** `train churn --shop ID`: learns who leaves from the shop's own history. */
export function trainChurnCommand(open: () => Promise<TrainChurnResources>): Command {
  return new Command('churn')
    .description(
      "Train a shop's churn model on its own orders and browsing, print how well it does, and serve it",
    )
    .requiredOption('--shop <id>', 'the shop')
    .option('--candidates', 'try curves and boosted trees on the same rows and say whether they are better')
    .option('--json', 'print the report as JSON')
    .action(async (options: { shop: string; candidates?: boolean; json?: boolean }) => {
      const { close, ...dependencies } = await open();
      try {
        const progress = (line: string) => process.stderr.write(`${line}\n`);
        const { version, report } = await trainChurn(
          { ...dependencies, progress, candidates: options.candidates ?? false },
          options.shop,
        );
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ version, ...report }, null, 2)}\n`
            : churnReportText(version, report),
        );
      } finally {
        await close();
      }
    });
}

export function churnReportText(version: string, report: ChurnReport): string {
  const day = (iso: string | undefined) => iso?.slice(0, 10) ?? '-';
  const { dates } = report.fittedOn;
  const above = report.aboveRfm;
  return `${[
    `Model ${version}: no order within ${report.horizonDays} days`,
    `fitted on ${report.fittedOn.rows} rows of ${report.fittedOn.shoppers} shoppers, cut-offs ${day(dates[0])} to ${day(dates.at(-1))}`,
    `tried on cut-offs ${report.triedOn.dates.map(day).join(', ')}`,
    '',
    'figures                            rows  shoppers   left    AUC   Brier  calibration error',
    line('later weeks, all shoppers', report.laterWeeks),
    line('later weeks, unseen shoppers', report.unseenShoppers),
    line('  the same by RFM alone', report.rfm),
    '',
    `AUC above RFM: ${above.difference.toFixed(4)} [${above.low.toFixed(4)}, ${above.high.toFixed(4)}] (95 %, paired over shoppers)`,
    '',
    ...candidatesText(report),
    ...leakageText(report),
    '',
    'calibration, unseen shoppers: predicted / observed',
    report.calibration
      .map(({ predicted, observed }) => `${predicted.toFixed(2)}/${observed.toFixed(2)}`)
      .join('  '),
  ].join('\n')}\n`;
}

function candidatesText({ candidates }: ChurnReport): string[] {
  if (!candidates) return [];
  const { figures, againstRfm, proven } = candidates;
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
  const interval = (own: CandidateFigures | undefined) => {
    const auc = own?.againstBaseline?.auc;
    return auc ? `${signed(auc.estimate)} [${signed(auc.lower)}, ${signed(auc.upper)}]` : '';
  };
  const { confusion, lift } = figures[0]!;
  return [
    'candidates, unseen shoppers     AUC   Brier  AUC against served            AUC against RFM',
    ...figures.map((own, i) =>
      [
        own.name.padEnd(26),
        own.auc.toFixed(4),
        own.brier.toFixed(4),
        interval(own).padEnd(28),
        interval(againstRfm[i + 1]),
      ].join('  '),
    ),
    proven
      ? `"${proven}" is better than the served model beyond doubt`
      : 'none is better than the served model beyond doubt: it stays',
    `served, confusion at ${confusion.threshold}: ${confusion.truePositives} told and left, ${confusion.falsePositives} told and stayed, ${confusion.falseNegatives} left untold, ${confusion.trueNegatives} stayed untold; the riskiest fifth holds ${(100 * lift[1]!.found).toFixed(0)} % of those who left`,
    '',
  ];
}

function leakageText({ leakage, horizonDays, fittedOn }: ChurnReport): string[] {
  const days = (count: number) => (count < 10 ? count.toFixed(2) : String(Math.floor(count)));
  return [
    'leakage check: passed',
    `  facts: the latest that any row knows of is ${days(leakage.closestFactDays)} days before its cut-off, none at it or after it`,
    `  time: trial cut-offs begin ${days(leakage.apartDays)} days after the last one fitted on, a horizon is ${horizonDays}`,
    `  follow-up: ${days(leakage.followUpDays)} days are observed after the newest cut-off`,
    `  shoppers: ${leakage.shoppersOnBothSides} of the unseen are among the ${fittedOn.shoppers} fitted on`,
  ];
}

function line(
  name: string,
  { rows, shoppers, churnRate, auc, brier, calibrationError }: ChurnFigures,
): string {
  return [
    name.padEnd(30),
    String(rows).padStart(9),
    String(shoppers).padStart(9),
    `${(100 * churnRate).toFixed(1)} %`.padStart(7),
    auc.toFixed(4).padStart(7),
    brier.toFixed(4).padStart(7),
    calibrationError.toFixed(4).padStart(10),
  ].join('');
}
