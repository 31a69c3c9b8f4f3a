import type { TrialFile } from '../adapters/trial-file/trial-from-table.ts';
import { BadInputError } from '../core/errors.ts';
import type { Interval } from '../retention/numerics/normal-interval.ts';
import type { PolicyFeature, PortablePolicy } from '../retention/policy/portable-policy.ts';
import { portableRule } from '../retention/uplift/action-chooser.ts';
import { checkTrial } from '../retention/uplift/check-trial.ts';
import type { PolicyLearner } from '../retention/uplift/fit-chooser.ts';
import { learnPolicy } from '../retention/uplift/learn-policy.ts';
import { headline, type UpliftReport, upliftReports } from '../retention/uplift/uplift-report.ts';
import { controlArm } from './commands/control-arm.ts';

type Estimate = { readonly estimate: number } & Interval;

export interface LearntPolicyReport {
  readonly accepted: boolean;
  readonly reason: string;
  readonly outcome: string;
  readonly bestSingleAction: string;
  readonly value: {
    readonly learnt: Estimate;
    readonly bestSingle: Estimate;
    readonly difference: Estimate;
  };
  /** What chooses; null where nothing beat the best single action on inner folds. */
  readonly learner: PolicyLearner | null;
  /** Share of rows that the learnt policy gives something else than the best single action. */
  readonly moved: number;
  readonly arms: readonly {
    readonly action: string;
    readonly n: number;
    readonly mean: number;
    readonly cost: number;
  }[];
  readonly control: string;
  /** Of the action with the highest effect against the control. */
  readonly qini: Estimate | null;
  readonly auuc: Estimate | null;
  readonly uplift: readonly (Omit<UpliftReport, 'action'> & {
    readonly action: string;
    readonly against: string;
  })[];
  readonly features: readonly string[];
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  readonly n: number;
}

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
  const best = actions[learnt.bestSingle]!;
  const chosen = portableRule(
    learnt.accepted ? learnt.chooser : { bestSingle: learnt.bestSingle, gains: actions.map(() => null) },
    actions,
  );
  const main = headline(reports);
  return {
    policy: { format: 'mainstay-policy-1', ...chosen, features, floor: 0 },
    report: {
      accepted: learnt.accepted,
      reason: reasonOf(learnt, best),
      outcome: outcomeName,
      bestSingleAction: best,
      value: {
        learnt: plain(learnt.value.learnt),
        bestSingle: plain(learnt.value.bestSingle),
        difference: plain(learnt.value.difference),
      },
      learner: learnt.learner,
      moved: learnt.moved,
      arms: actions.map((action, index) => armOf(rows, action, index)),
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
      n: rows.outcome.length,
    },
  };
}

function reasonOf({ accepted, learner, value, moved }: ReturnType<typeof learnPolicy>, best: string): string {
  const { estimate, lower, upper } = value.difference;
  const interval = `${signed(estimate)} [${signed(lower)}, ${signed(upper)}] a row`;
  if (accepted)
    return `the learnt policy brings ${interval} above "${best}" for everybody, on rows that it had not seen: the lower end lies above 0`;
  if (learner === null || moved === 0)
    return `nothing learnt chose better than "${best}" for everybody on rows that it had not seen; that is kept`;
  return `the learnt policy brings ${interval} above "${best}" for everybody, on rows that it had not seen: the lower end does not lie above 0, so "${best}" is kept`;
}

function armOf({ action, outcome, cost }: TrialFile['rows'], name: string, index: number) {
  let [n, sum] = [0, 0];
  outcome.forEach((value, row) => {
    if (action[row] !== index) return;
    n++;
    sum += value;
  });
  return { action: name, n, mean: sum / n, cost: cost[index]! };
}

function featureName({ column, equals }: PolicyFeature): string {
  return equals === undefined ? column : `${column}=${equals}`;
}

function plain({ estimate, lower, upper }: Estimate): Estimate {
  return { estimate, lower, upper };
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(3)}`;
}
