// Entry of the training thread when it runs from TypeScript sources: Node 20 does not hand the main thread's loader on.
import { register } from 'tsx/esm/api';

register();
await import('./train-churn-worker.ts');
