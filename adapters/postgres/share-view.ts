import type { ShareView } from '../../core/contracts/console-service.ts';
import { wilsonInterval } from '../../retention/experiments/wilson-interval.ts';

/** A share as pages show it: with its counts and its Wilson interval. */
export function shareView(count: number, of: number): ShareView {
  const interval = wilsonInterval(count, of);
  return {
    count,
    of,
    share: of > 0 ? count / of : null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}
