import type { Interval } from '../retention/numerics/normal-interval.ts';
import type { PolicyLearner } from '../retention/uplift/fit-chooser.ts';
import type { LearntPolicy } from '../retention/uplift/learn-policy.ts';
import type { TrialRows } from '../retention/uplift/trial-rows.ts';
import type { UpliftReport } from '../retention/uplift/uplift-report.ts';

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

/** What learning from a trial came to, as far as a file and a decision log tell the same. */
export function learntPolicyReport(
  rows: TrialRows,
  actions: readonly string[],
  learnt: LearntPolicy,
): Pick<
  LearntPolicyReport,
  'accepted' | 'reason' | 'bestSingleAction' | 'value' | 'learner' | 'moved' | 'arms' | 'n'
> {
  const best = actions[learnt.order[0]!]!;
  return {
    accepted: learnt.accepted,
    reason: reasonOf(learnt, best),
    bestSingleAction: best,
    value: {
      learnt: plain(learnt.value.learnt),
      bestSingle: plain(learnt.value.bestSingle),
      difference: plain(learnt.value.difference),
    },
    learner: learnt.learner,
    moved: learnt.moved,
    arms: actions.map((action, index) => armOf(rows, action, index)),
    n: rows.outcome.length,
  };
}

/** An estimate with its interval and nothing else. */
export function plain({ estimate, lower, upper }: Estimate): Estimate {
  return { estimate, lower, upper };
}

function reasonOf({ accepted, learner, value, moved }: LearntPolicy, best: string): string {
  const { estimate, lower, upper } = value.difference;
  const interval = `${signed(estimate)} [${signed(lower)}, ${signed(upper)}] a row`;
  if (accepted)
    return `the learnt policy brings ${interval} above "${best}" for everybody, on rows that it had not seen: the lower end lies above 0`;
  if (learner === null || moved === 0)
    return `nothing learnt chose better than "${best}" for everybody on rows that it had not seen; that is kept`;
  return `the learnt policy brings ${interval} above "${best}" for everybody, on rows that it had not seen: the lower end does not lie above 0, so "${best}" is kept`;
}

function armOf({ action, outcome, cost }: TrialRows, name: string, index: number) {
  let [n, sum] = [0, 0];
  outcome.forEach((value, row) => {
    if (action[row] !== index) return;
    n++;
    sum += value;
  });
  return { action: name, n, mean: sum / n, cost: cost[index]! };
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(3)}`;
}
