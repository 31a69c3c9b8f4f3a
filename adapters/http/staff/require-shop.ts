import type { Response } from 'express';
import { ForbiddenError } from '../../../core/errors.ts';
import { staffOf } from './staff-member.ts';

/** Refuses who works for another shop. @throws ForbiddenError naming both. */
export function requireShop(response: Response, shopId: string): void {
  const own = staffOf(response).shopId;
  if (own !== null && own !== shopId)
    throw new ForbiddenError(`this belongs to the shop "${shopId}"; yours is "${own}"`);
}
