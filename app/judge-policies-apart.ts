import type { PolicyVerdict } from '../core/contracts/console-policy.ts';
import { runApart } from './run-apart.ts';

export interface JudgingRequest {
  readonly connectionString: string;
  readonly shopId: string;
}

/** `judgePolicies` in a thread of its own, with a connection of its own: it learns for minutes where draws are many. */
export function judgePoliciesApart(request: JudgingRequest): Promise<PolicyVerdict | null> {
  return runApart('judge-policies-worker', request);
}
