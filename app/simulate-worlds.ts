import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { WorldResult, WorldRun } from '../retention/laboratory/run-world.ts';

/**
 * Runs every world in threads, one a core; each result depends on its own run alone.
 * @param onDone after every run, with how many are done.
 * @returns results in the order of `runs`.
 */
export async function simulateWorlds(
  runs: readonly WorldRun[],
  onDone: (done: number) => void,
  threads = availableParallelism(),
): Promise<WorldResult[]> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fromSource ? './simulate-from-source.js' : './simulate-worker.js';
  const results = new Array<WorldResult>(runs.length);
  let next = 0;
  let done = 0;
  const lane = async () => {
    const worker = new Worker(new URL(entry, import.meta.url));
    try {
      while (next < runs.length) {
        const at = next++;
        const answer = once(worker, 'message');
        worker.postMessage(runs[at]);
        [results[at]] = (await answer) as [WorldResult];
        onDone(++done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, runs.length) }, lane));
  return results;
}
