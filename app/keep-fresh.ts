import type { Database } from '../adapters/postgres/database.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import { shopIds } from './prepare-shops.ts';

const everyMs = 60_000;
/** Rounds between two computations; in the others only what another replica has computed is taken over. */
const computeEvery = 10;

/** Keeps what this replica holds in memory near the database: sentence vectors and what sells together. */
export function keepFresh(parts: { database: Database; services: Services; logger: Logger }): {
  /** Interrupts the round in work and waits for its end. */
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let round = 0;
  const next = () => {
    working = freshen(parts, round++ % computeEvery === 0, stopping.signal)
      .catch((error: Error) => {
        if (!stopping.signal.aborted) parts.logger.warn('upkeep failed', { error });
      })
      .then(() => {
        if (!stopping.signal.aborted) timer = setTimeout(next, everyMs).unref();
      });
  };
  next();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

async function freshen(
  { database, services: { knowledge, recommender } }: { database: Database; services: Services },
  compute: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (const shopId of await shopIds(database)) {
    signal.throwIfAborted();
    if (!compute) {
      await knowledge.reloadIfChanged(shopId);
      continue;
    }
    await knowledge.refresh(shopId, { signal });
    await recommender.refresh(shopId, systemClock.now());
  }
  if (compute) await knowledge.keepVectors();
}
