import type { TrialFile } from '../adapters/trial-file/trial-from-table.ts';
import { BadInputError } from '../core/errors.ts';
import type { PolicyFeature, PortablePolicy } from '../retention/policy/portable-policy.ts';
import { portableRule } from '../retention/uplift/action-chooser.ts';
import { checkTrial } from '../retention/uplift/check-trial.ts';
import { learnPolicy } from '../retention/uplift/learn-policy.ts';
import { headline, upliftReports } from '../retention/uplift/uplift-report.ts';
import { controlArm } from './commands/control-arm.ts';
import { type LearntPolicyReport, learntPolicyReport, plain } from './learnt-policy-report.ts';

/**
 * Learns a policy from a trial and tells what it is worth; the policy is the learnt one where that is proven, else the
 * best single action.
 * @throws BadInputError for a trial that nothing honest can be learnt from.
 */
export function learnPolicyFromTrial(
  { rows, actions, features, outcomeName, leftOut, uniform }: TrialFile,
  seed: string,
  controlName?: string,
): { policy: PortablePolicy; report: LearntPolicyReport } {
  const named = features.map(featureName);
  checkTrial(rows, { actions, features: named.map((name) => `"${name}"`), outcome: outcomeName, uniform });
  if (controlName !== undefined && !actions.includes(controlName))
    throw new BadInputError(
      `--control "${controlName}": no row got it; the actions are "${actions.join('", "')}"`,
    );
  const control = actions.indexOf(controlName ?? controlArm(actions).control);
  const learnt = learnPolicy(rows, control, seed);
  const reports = upliftReports(rows, learnt, control, seed);
  const chosen = portableRule(
    learnt.accepted ? learnt.chooser : { reference: learnt.order[0]!, gains: actions.map(() => null) },
    actions,
  );
  const main = headline(reports);
  return {
    policy: { format: 'mainstay-policy-1', ...chosen, features, floor: 0 },
    report: {
      ...learntPolicyReport(rows, actions, learnt),
      outcome: outcomeName,
      control: actions[control]!,
      qini: main && plain(main.qini),
      auuc: main && plain(main.auuc),
      uplift: reports.map((report) => ({
        ...report,
        action: actions[report.action]!,
        against: actions[control]!,
      })),
      features: named,
      leftOut,
    },
  };
}

function featureName({ column, equals }: PolicyFeature): string {
  return equals === undefined ? column : `${column}=${equals}`;
}
