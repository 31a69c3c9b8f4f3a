import type { Progress } from './progress.ts';

/** Of a step that says how far it is, this share between two lines; of a long one, so many milliseconds. */
const linesEvery = 0.25;
const longSilence = 60_000;

/** Progress as lines, for logs and pipes: when a step begins, now and then how far it is, and when it took long. */
export function plainProgress(write: (text: string) => void, now = () => performance.now()): Progress {
  const line = (text: string) => write(`${text}\n`);
  return {
    line,
    begin(what) {
      const begun = now();
      let next = linesEvery;
      let latest = begun;
      line(`${what} ...`);
      return {
        at(share, detail) {
          if (share >= 1 || (share < next && now() - latest < longSilence)) return;
          latest = now();
          next = (Math.floor(share / linesEvery) + 1) * linesEvery;
          line(`${what}: ${Math.floor(100 * share)} %${detail ? `, ${detail}` : ''}`);
        },
        end(result) {
          line(`${what}: ${result ?? `done in ${((now() - begun) / 1000).toFixed(1)} s`}`);
        },
      };
    },
    close() {},
  };
}
