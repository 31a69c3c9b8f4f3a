import { usualAction } from './laboratory-offer.ts';
import type { LaboratoryPolicy, PolicyName } from './laboratory-policy.ts';
import { liveUnder, type PolicyOutcome } from './live-under.ts';
import { oraclePolicy } from './oracle-policy.ts';
import type { Candidate } from './ours/choose-candidate.ts';
import { learnFrom, oursPolicy } from './ours/ours-policy.ts';
import { livePast } from './past.ts';
import { churnScoreRule, nothingPolicy, singleAction } from './plain-policies.ts';
import { nature, type WorldName, worlds } from './world.ts';

/** One world drawn once: what is compared in it. */
export interface WorldRun {
  readonly world: WorldName;
  readonly seed: string;
  readonly months: number;
  /** Shoppers of the shop, whose campaign is learnt from. */
  readonly shoppers: number;
  /** Of those, the ones that the policies are followed on: one in so many. */
  readonly oneIn: number;
  /** Budget of a period as a share of the shop's revenue in a period. */
  readonly budgetShare: number;
  /** Bounds on lost SR at which ours is run as well, without exploration, for the frontier. */
  readonly epsilons: readonly number[];
}

export interface WorldResult {
  readonly world: WorldName;
  readonly seed: string;
  readonly outcomes: Readonly<Record<PolicyName | 'ours-without-exploration', PolicyOutcome>>;
  /** What ours chose to serve. */
  readonly serves: Candidate;
  /** Its estimate of what is lost later of each added purchase. */
  readonly laterLoss: { readonly share: number; readonly standardError: number };
  readonly frontier: readonly { readonly epsilon: number; readonly outcome: PolicyOutcome }[];
}

const holdoutShare = 0.05;
const uniformShare = 0.05;

/** Every policy in one world, on the same shoppers with the same chance (paired). */
export function runWorld(run: WorldRun): WorldResult {
  const world = worlds[run.world];
  const seed = `${run.seed}/${run.world}`;
  const whole = livePast(run.seed, world, run.shoppers, run.months * nature.periodDays);
  const past = { ...whole, lives: whole.lives.filter((_, i) => i % run.oneIn === 0) };
  const revenue = whole.rows.length > 0 ? revenueAPeriod(whole.lives) : 0;
  const budgetCents = run.budgetShare * revenue * past.lives.length;
  const learnt = learnFrom(whole.rows, seed, run.budgetShare * revenue);
  const live = (policy: LaboratoryPolicy) =>
    liveUnder(policy, past, world, run.months, `${seed}/draws`, budgetCents);
  const ours = (exploring: boolean, epsilon: number | null) =>
    live(
      oursPolicy(learnt, {
        seed,
        epsilon,
        holdoutShare: exploring ? holdoutShare : 0,
        uniformShare: exploring ? uniformShare : 0,
      }),
    );
  return {
    world: run.world,
    seed: run.seed,
    outcomes: {
      nothing: live(nothingPolicy),
      'discount-to-all': live(singleAction(usualAction, whole.rows)),
      'churn-score': live(churnScoreRule(whole.rows)),
      ours: ours(true, null),
      oracle: live(oraclePolicy),
      'ours-without-exploration': ours(false, null),
    },
    serves: learnt.judged.serves,
    laterLoss: learnt.laterLoss,
    frontier: run.epsilons.map((epsilon) => ({ epsilon, outcome: ours(false, epsilon) })),
  };
}

/** Mean revenue of a shopper in a period, over the year before day 0, from what the shop booked. */
function revenueAPeriod(
  lives: readonly { account: { factsAt(day: number): { spendYearCents: number } } }[],
): number {
  const year = lives.reduce((sum, { account }) => sum + account.factsAt(0).spendYearCents, 0);
  return (year / lives.length) * (nature.periodDays / 365);
}
