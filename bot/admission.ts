import { OverloadedError, UnavailableError } from '../core/errors.ts';

/** Room for one message: taken before it is stored, given back when its turn is over or it came to nothing. */
export interface Place {
  /** Idempotent. */
  release(): void;
}

/**
 * A bounded number of messages that are accepted and not yet answered. What comes beyond is refused before it is
 * stored, at the price of a comparison: under overload work goes into answers, not into a queue that nobody waits for.
 */
export class Admission {
  readonly #limit: number;
  #taken = 0;
  #closed = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** @throws OverloadedError when all places are taken; UnavailableError when this process is stopping. */
  check(): void {
    if (this.#closed) throw new UnavailableError('this server is stopping; another one will answer');
    if (this.#taken >= this.#limit) throw new OverloadedError('too many messages wait for an answer', 1);
  }

  /** @throws as `check`. */
  take(): Place {
    this.check();
    this.#taken++;
    let held = true;
    return {
      release: () => {
        if (held) this.#taken--;
        held = false;
      },
    };
  }

  close(): void {
    this.#closed = true;
  }
}
