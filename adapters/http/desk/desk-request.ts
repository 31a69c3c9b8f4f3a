import type { Request, Response } from 'express';
import type { ConversationKey } from '../../../bot/ports/conversation-store.ts';
import type { DeskPerson } from '../../../core/contracts/desk.ts';
import { BadInputError } from '../../../core/errors.ts';
import { requireShop } from '../staff/require-shop.ts';
import { staffOf } from '../staff/staff-member.ts';

/** Who asks, as colleagues and shoppers know them. */
export function agentOf(response: Response): DeskPerson {
  const { id, name } = staffOf(response);
  return { id, name };
}

/** The one shop that a request is about: `?shop=`, else the person's own. @throws BadInputError, ForbiddenError. */
export function shopOf(request: Request, response: Response): string {
  const own = staffOf(response).shopId;
  const asked = request.query.shop;
  if (asked === undefined || asked === '') {
    if (own === null) throw new BadInputError('shop: you work for every shop, name one (?shop=)');
    return own;
  }
  if (typeof asked !== 'string') throw new BadInputError('shop: name one');
  requireShop(response, asked);
  return asked;
}

export function keyOf(request: Request, response: Response): ConversationKey {
  return { shopId: shopOf(request, response), conversationId: String(request.params.id) };
}
