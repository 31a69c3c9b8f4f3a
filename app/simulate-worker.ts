import { parentPort } from 'node:worker_threads';
import { runWorld, type WorldRun } from '../retention/laboratory/run-world.ts';

/** Entry of the threads that `simulateWorlds` starts: one world drawn once per message. */
parentPort?.on('message', (run: WorldRun) => parentPort?.postMessage(runWorld(run)));
