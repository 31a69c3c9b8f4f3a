import type { DeskConflict } from '../../../core/contracts/desk-acting.ts';
import { RequestError } from '../../ui/api/request-error.ts';

/** How it stands after a 409 of the desk; null: it was something else. */
export function conflictOf(error: unknown): DeskConflict | null {
  if (!(error instanceof RequestError) || error.status !== 409 || typeof error.details.why !== 'string')
    return null;
  return error.details as unknown as DeskConflict;
}
