import { runApart } from './run-apart.ts';

export interface ValueFitRequest {
  readonly connectionString: string;
  readonly shopId: string;
}

/** What came of it: the stored version, and why it was refused, if it was. */
export interface ValueFitOutcome {
  readonly version: string;
  readonly refused: string | null;
}

/** `fitValue` in a thread of its own, with a connection of its own. */
export function fitValueApart(request: ValueFitRequest): Promise<ValueFitOutcome> {
  return runApart('fit-value-worker', request);
}
