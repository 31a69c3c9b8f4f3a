import { OverloadedError } from '../../core/errors.ts';

/** Lets a bounded number of jobs run at once and refuses the others. */
export class AtMost {
  readonly #limit: number;
  readonly #refusal: string;
  #running = 0;

  constructor(limit: number, refusal: string) {
    this.#limit = limit;
    this.#refusal = refusal;
  }

  /** @throws OverloadedError when as many run already. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limit) throw new OverloadedError(this.#refusal, 2);
    this.#running++;
    try {
      return await job();
    } finally {
      this.#running--;
    }
  }
}
