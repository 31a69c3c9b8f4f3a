// Entry of workers that run from TypeScript sources: Node 20 does not hand the main thread's loader on to a worker.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry ?? './inference-worker.ts');
