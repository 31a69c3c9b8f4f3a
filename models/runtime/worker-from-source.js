// Entry of a worker that runs from TypeScript sources: Node 20 does not hand the main thread's loader on to a worker.
import { register } from 'tsx/esm/api';

register();
await import('./inference-worker.ts');
