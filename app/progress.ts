/** A part of a long start. */
export interface ProgressStep {
  /** @param share 0 to 1. @param detail what comes next. */
  at(share: number, detail?: string): void;
  /** @param result what there is to say of it, instead of how long it took. */
  end(result?: string): void;
}

/** Tells a person how far a start is; several steps may run side by side. */
export interface Progress {
  /** A line that stays. */
  line(text: string): void;
  begin(what: string): ProgressStep;
  /** Takes down what is only there while something goes on. */
  close(): void;
}

/** Tells nobody. */
export const noProgress: Progress = {
  line() {},
  begin: () => ({ at() {}, end() {} }),
  close() {},
};
