import type { DeskConflict, UncoveredMoney } from '../../core/contracts/desk-acting.ts';
import { ConflictError, MainstayError } from '../../core/errors.ts';

/** Somebody else was first, or it was done before; `details` says how it stands now. */
export class DeskConflictError extends ConflictError {
  override readonly details: DeskConflict;
  constructor(message: string, details: DeskConflict) {
    super(message);
    this.details = details;
  }
}

/** A text says something about money that no grant, order or catalogue fact bears out. */
export class UncoveredMoneyError extends MainstayError {
  override readonly details: UncoveredMoney;
  constructor(found: readonly string[]) {
    super(
      'uncovered_money',
      `this promises money that nothing bears out: ${found.map((place) => `"${place}"`).join(', ')}. Give an offer or a remedy first, or leave it out.`,
    );
    this.details = { found };
  }
}
