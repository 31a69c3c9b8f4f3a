import { OverloadedError } from '../../core/errors.ts';

/** Lets a bounded number of jobs run at once, of all together and of each client, and refuses the others. */
export class AtMost {
  readonly #limit: number;
  readonly #limitOfClient: number;
  readonly #refusal: string;
  readonly #running = new Map<string, number>();
  #all = 0;

  constructor(limit: number, limitOfClient: number, refusal: string) {
    this.#limit = limit;
    this.#limitOfClient = limitOfClient;
    this.#refusal = refusal;
  }

  /** @throws OverloadedError when as many run already. */
  async run<T>(client: string, job: () => Promise<T>): Promise<T> {
    const own = this.#running.get(client) ?? 0;
    if (this.#all >= this.#limit || own >= this.#limitOfClient) throw new OverloadedError(this.#refusal, 2);
    this.#all++;
    this.#running.set(client, own + 1);
    try {
      return await job();
    } finally {
      this.#all--;
      const left = this.#running.get(client)! - 1;
      if (left === 0) this.#running.delete(client);
      else this.#running.set(client, left);
    }
  }
}
