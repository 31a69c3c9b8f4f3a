// Entry of threads that run from TypeScript sources: Node 20 does not hand the main thread's loader on.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
