import type { Clock } from '../../core/clock.ts';

/** Keys remembered at once; beyond it the one longest unused is forgotten, which can only let a request through. */
const remembered = 50_000;

/** A bucket per key: `burst` at once, refilled by `perMinute`. */
export class TokenBuckets {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, { left: number; atMs: number }>();

  constructor(options: { clock: Clock; perMinute: number; burst: number }) {
    this.#clock = options.clock;
    this.#perMinute = options.perMinute;
    this.#burst = options.burst;
  }

  /** Takes one; 0 when there was one, else the seconds until there is. What is refused costs nothing. */
  take(key: string): number {
    const nowMs = this.#clock.now().getTime();
    const bucket = this.#buckets.get(key) ?? { left: this.#burst, atMs: nowMs };
    const refilled = (Math.max(0, nowMs - bucket.atMs) / 60_000) * this.#perMinute;
    const left = Math.min(this.#burst, bucket.left + refilled);
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: left >= 1 ? left - 1 : left, atMs: nowMs });
    if (this.#buckets.size > remembered) this.#buckets.delete(this.#buckets.keys().next().value!);
    return left >= 1 ? 0 : Math.ceil((1 - left) / (this.#perMinute / 60));
  }
}
