import type { Progress } from './progress.ts';

/** Of a step that says how far it is, this share between two lines. */
const linesEvery = 0.25;

/** Progress as lines, for logs and pipes: when a step begins, now and then how far it is, and when it took long. */
export function plainProgress(write: (text: string) => void, now = () => performance.now()): Progress {
  const line = (text: string) => write(`${text}\n`);
  return {
    line,
    begin(what) {
      const begun = now();
      let next = linesEvery;
      line(`${what} ...`);
      return {
        at(share, detail) {
          if (share < next || share >= 1) return;
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
