import type { Clock } from '../../core/clock.ts';
import { type ChainState, verifyAuditChain } from './audit-verify.ts';
import type { Database } from './database.ts';

/** After this time a chain is recomputed from its first entry again. */
const wholeEveryMs = 10 * 60_000;

/**
 * Verifies chains for whoever looks at them: the whole chain at the first look, every ten minutes and whenever somebody
 * asks for it, in between only what was appended since. How far a chain holds is remembered in this process and nowhere else, where whoever could rewrite
 * the log could rewrite that too.
 */
export class AuditVerifier {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #held = new Map<string | null, { state: ChainState; wholeAt: number }>();

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * @param shopId whose chain; null: the system's.
   * @param whole from its first entry, whatever held before.
   */
  async verify(shopId: string | null, whole = false): Promise<ChainState> {
    const now = this.#clock.now().getTime();
    const before = this.#held.get(shopId);
    const goesOn = !whole && before !== undefined && now - before.wholeAt < wholeEveryMs;
    const state = await verifyAuditChain(this.#database, shopId, goesOn ? before.state : undefined);
    // What held once stays remembered, so that a chain cut back to before it is a fault at the next look as well.
    if (!state.fault) this.#held.set(shopId, { state, wholeAt: goesOn ? before.wholeAt : now });
    return state;
  }
}
