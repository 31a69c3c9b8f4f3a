import { MainstayError } from '../core/errors.ts';

/** What a command prints when it fails: one sentence for what the user can mend, the stack only for our own faults. */
export function explainFailure(error: unknown): string {
  if (error instanceof MainstayError && error.code !== 'internal') return `mainstay: ${error.message}`;
  return `mainstay: an unexpected error; please report it with this trace\n${error instanceof Error ? error.stack : String(error)}`;
}
