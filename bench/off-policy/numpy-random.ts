/**
 * NumPy's legacy RandomState(seed), as far as obp uses it, so that a bench can draw the very data of a published table:
 * Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), doubles of 53 bits, normals by the polar method with the
 * second one kept, binomials of one trial by inversion, shuffles with masked rejection.
 */
export class NumpyRandom {
  readonly #state = new Uint32Array(624);
  #at = 624;
  #kept: number | null = null;

  constructor(seed: number) {
    this.#state[0] = seed;
    for (let i = 1; i < 624; i++) {
      const before = this.#state[i - 1]! ^ (this.#state[i - 1]! >>> 30);
      this.#state[i] = Math.imul(1_812_433_253, before) + i;
    }
  }

  /** Uniform in [0, 1). */
  next(): number {
    const high = this.#uint32() >>> 5;
    const low = this.#uint32() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  normal(): number {
    if (this.#kept !== null) {
      const kept = this.#kept;
      this.#kept = null;
      return kept;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#kept = factor * x;
      return factor * y;
    }
  }

  /** 1 with probability p: the rarer of the two outcomes is what is inverted. */
  bernoulli(p: number): number {
    return p <= 0.5 ? Number(this.next() > 1 - p) : 1 - Number(this.next() > p);
  }

  shuffle(values: Int32Array): void {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.#interval(i);
      [values[i], values[j]] = [values[j]!, values[i]!];
    }
  }

  /** Uniform in [0, most]. */
  #interval(most: number): number {
    const mask = 2 ** Math.ceil(Math.log2(most + 1)) - 1;
    for (;;) {
      const value = (this.#uint32() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  #uint32(): number {
    if (this.#at === 624) this.#twist();
    let y = this.#state[this.#at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #twist(): void {
    const s = this.#state;
    for (let i = 0; i < 624; i++) {
      const y = (s[i]! & 0x80000000) | (s[(i + 1) % 624]! & 0x7fffffff);
      s[i] = s[(i + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }
}
