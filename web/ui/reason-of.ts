import { RequestError } from './api/request-error.ts';

/** The server's reason for a refusal when it is one of those that the page has words for. */
export function reasonOf<Reason extends string>(
  error: unknown,
  reasons: readonly Reason[],
): Reason | undefined {
  if (!(error instanceof RequestError)) return undefined;
  return reasons.find((reason) => reason === error.details.reason);
}
