import type { Clock } from '../../core/clock.ts';

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  /** Failures in a row that open it. Default 3. */
  readonly failures?: number;
  /** How long it then stays open. Default 30 s. */
  readonly restMs?: number;
}

/**
 * Keeps calls away from a server that does not answer. Closed: calls go through. Open, after several failures in a row:
 * none does, until the rest is over. Then one call tries: a success closes it, a failure opens it again.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #restMs: number;
  #failures = 0;
  #openUntil = 0;
  #trying = false;

  constructor({ clock, failures = 3, restMs = 30_000 }: CircuitBreakerOptions) {
    this.#clock = clock;
    this.#limit = failures;
    this.#restMs = restMs;
  }

  /** Whether a call may be made now; who is told true reports `succeeded` or `failed` afterwards. */
  allows(): boolean {
    if (this.#failures < this.#limit) return true;
    if (this.#trying || this.#clock.now().getTime() < this.#openUntil) return false;
    this.#trying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#trying = false;
  }

  /** @returns true when this failure opened it. */
  failed(): boolean {
    this.#failures++;
    this.#trying = false;
    if (this.#failures < this.#limit) return false;
    this.#openUntil = this.#clock.now().getTime() + this.#restMs;
    return true;
  }
}
