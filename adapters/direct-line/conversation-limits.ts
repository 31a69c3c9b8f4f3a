import type { RequestHandler, Response } from 'express';
import type { Clock } from '../../core/clock.ts';
import { rateLimit } from '../http/rate-limit.ts';
import type { TokenScope } from './tokens.ts';

/** Laid before the routes of a conversation; those of the conversation want `response.locals.scope`. */
export interface ConversationLimits {
  readonly messagesOfAddress: RequestHandler;
  readonly messagesOfConversation: RequestHandler;
  readonly reads: RequestHandler;
}

/** Clients that cannot keep a socket open ask every second; ten times that is no client of ours. */
const readsPerMinute = 600;

/**
 * Limits that a person never meets: what is sent counts for the conversation and for the address, which an office
 * shares; what is read counts for the conversation.
 */
export function conversationLimits(options: {
  clock: Clock;
  messagesPerMinute: number;
  addressMessagesPerMinute: number;
}): ConversationLimits {
  const { clock } = options;
  const ofConversation = { by: conversationOf, whose: 'this conversation' };
  const perMinute = (count: number) => ({ clock, perMinute: count, burst: count });
  return {
    messagesOfAddress: rateLimit(perMinute(options.addressMessagesPerMinute)),
    messagesOfConversation: rateLimit({ ...perMinute(options.messagesPerMinute), ...ofConversation }),
    reads: rateLimit({ ...perMinute(readsPerMinute), ...ofConversation }),
  };
}

function conversationOf(_request: unknown, response: Response): string {
  const { shopId, conversationId } = response.locals.scope as TokenScope;
  return `${shopId}/${conversationId}`;
}
