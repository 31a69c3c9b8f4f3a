// Entry of the simulating threads when they run from TypeScript sources: Node 20 does not hand the main thread's loader on.
import { register } from 'tsx/esm/api';

register();
await import('./simulate-worker.ts');
