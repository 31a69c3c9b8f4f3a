import type { ResponseModel } from '../exploration/learned-response.ts';
import type { PolicyId } from '../policy/policy.ts';

/** How a shop draws. Shares are probabilities. */
export interface MoneySettings {
  /** Shoppers set aside for twelve months without personal offers. */
  readonly holdoutShare: number;
  /** Draws, anew each period, that pick uniformly among what is eligible. */
  readonly uniformShare: number;
  /** Draws, anew each period, by Thompson sampling from what the arm has learned. */
  readonly exploreShare: number;
  /** What is learned: the margin of a period, or whether somebody buys. */
  readonly responseModel: ResponseModel;
  /** Least probability that a policy gives each eligible action. */
  readonly floor: number;
  /** Price of a cent of SR lost. */
  readonly lambda: number;
  /** Outside every experiment. */
  readonly defaultPolicy: PolicyId;
  readonly defaultBudgetId: string;
}

/** Of a shop that has not set its own: cautious, since nothing has been measured. */
/** No shop tries out with more of its draws: the rest must follow what is known. */
export const mostExplored = 0.5;

export const defaultMoneySettings: MoneySettings = {
  holdoutShare: 0.05,
  uniformShare: 0.05,
  exploreShare: 0.05,
  responseModel: 'linear',
  floor: 0.02,
  lambda: 0.1,
  defaultPolicy: 'single-best',
  defaultBudgetId: 'main',
};
